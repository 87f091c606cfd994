import { killing, killsInTrial } from '../shared/kills.mjs';

export const name = 'kill-both';
export const about = 'SIGKILL of the scheduler and its workers at once, at random moments from their start on';
export const faults = 150;
export const inTrial = killsInTrial;

export const trial = killing('both', { from: 0, starts: 3 });
