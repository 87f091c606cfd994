import { killing, killsInTrial } from '../shared/kills.mjs';

export const name = 'kill-scheduler';
export const about = 'SIGKILL of the scheduler, at random moments from its start on; its workers see it and end';
export const faults = 150;
export const inTrial = killsInTrial;

export const trial = killing('scheduler', { from: 0, starts: 3 });
