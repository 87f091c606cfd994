import { availableParallelism } from 'node:os';
import { backends } from '@seedbed/engine';

/** How many runs train side by side when nobody says: one a core, but one on a GPU, whose memory they would share. */
export const usualJobs = (backend: string): number =>
  backends.find(({ name }) => name === backend)?.gpu ? 1 : availableParallelism();
