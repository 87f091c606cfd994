import { killing, killsInTrial } from '../shared/kills.mjs';

export const name = 'kill-worker';
export const about = 'SIGKILL of a worker, at random moments, while its scheduler goes on';
export const faults = 150;
export const inTrial = killsInTrial;

/** Now and then before the new worker is ready, mostly in a run. */
export const trial = killing('worker', { from: 0.1, starts: 2, words: ['--retries', '3', '--checkpoint', '0'] });
