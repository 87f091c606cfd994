import { calm } from '../shared/calm.mjs';
import { killAndFinish } from '../shared/kills.mjs';

export const name = 'kill-worker';
export const about = 'SIGKILL of a worker, at random moments, while its scheduler goes on';
export const faults = 150;
/** About so many in a trial. */
export const inTrial = 10;
export const possible = () => null;

export async function trial(random, { judge }) {
  const experiment = await calm('replicates: 6');
  // Now and then before the new worker is ready, mostly in a run.
  const wait = () => random.between(0.1, 2 * experiment.startSeconds);
  return killAndFinish(random, experiment, judge, {
    wait,
    whom: () => 'worker',
    most: inTrial,
    words: ['--retries', '3', '--checkpoint', '0'],
  });
}
