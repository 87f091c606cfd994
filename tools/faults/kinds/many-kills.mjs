import { calm } from '../shared/calm.mjs';
import { killAndFinish } from '../shared/kills.mjs';

/** Runs of the calm experiment: an upstream run and six that are measured a replicate. */
const replicates = 29;

export const name = 'many-kills';
export const about = `one experiment of ${replicates * 7} runs under continuous random kills of worker, scheduler or both`;
/** One such experiment; every kill counts. */
export const faults = 1;
/** About so many in a trial. */
export const inTrial = 1;

export async function trial(random, { judge, scale }) {
  const experiment = await calm(`replicates: ${Math.max(4, Math.round(replicates * Math.min(1, scale)))}`);
  // Short enough to hit start, training and end, long enough to get on between two starts.
  const wait = () => random.between(0.1, 4 * experiment.startSeconds);
  const whom = () => random.oneOf(['worker', 'worker', 'worker', 'scheduler', 'both']);
  return killAndFinish(random, experiment, judge, {
    wait,
    whom,
    most: Infinity,
    words: ['--retries', '3', '--checkpoint', '0'],
  });
}
