import { join } from 'node:path';
import { calm } from '../shared/calm.mjs';
import { checkErrors, checkFinished } from '../shared/check.mjs';
import { hasBegun, lastWords, runWords, signal, start, workersOf } from '../shared/command.mjs';
import { pause } from '../shared/random.mjs';
import { newFolder, remove } from '../shared/scratch.mjs';

export const name = 'hung-worker';
export const about = 'SIGSTOP of a worker in a run, which is then killed and its run tried again (--hang-timeout)';
export const faults = 10;
/** About so many in a trial. */
export const inTrial = 1;

export async function trial(random, { judge }) {
  const { spec, digests, seconds } = await calm('replicates: 6');
  const folder = newFolder();
  const store = join(folder, 'store');
  const started = start(runWords(spec, store, '--jobs', '2', '--retries', '3', '--hang-timeout', '5'));
  await hasBegun(started);
  await Promise.race([pause(random.between(0, seconds / 2)), started.ended]);
  const workers = workersOf(started.pid);
  const stopped = workers.length > 0 && signal(random.oneOf(workers), 'SIGSTOP');
  const ended = await started.ended;
  judge.expect(ended.code === 0, 'lost', `a run with a hung worker ${lastWords(ended)}`);
  checkErrors(ended, judge);
  await checkFinished(store, digests, judge);
  remove(folder);
  return stopped ? 1 : 0;
}
