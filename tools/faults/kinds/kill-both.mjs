import { calm } from '../shared/calm.mjs';
import { killAndFinish } from '../shared/kills.mjs';

export const name = 'kill-both';
export const about = 'SIGKILL of the scheduler and its workers at once, at random moments from their start on';
export const faults = 150;
/** About so many in a trial. */
export const inTrial = 10;
export const possible = () => null;

export async function trial(random, { judge }) {
  const experiment = await calm('replicates: 6');
  const wait = () => random.between(0, 3 * experiment.startSeconds);
  return killAndFinish(random, experiment, judge, { wait, whom: () => 'both', most: inTrial });
}
