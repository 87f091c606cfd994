/* An experiment that is killed, started again and killed again, and then finished. */
import { join } from 'node:path';
import { calm } from './calm.mjs';
import { checkErrors, checkFindings, checkFinished, checkStored } from './check.mjs';
import { endGroup, newFolder, remove } from './scratch.mjs';
import { lastWords, runWords, signal, start, workersOf } from './command.mjs';
import { pause } from './random.mjs';

/** Whom a kill hits. @returns whether it hit somebody. */
export const hits = {
  worker({ pid }, random) {
    const workers = workersOf(pid);
    return workers.length > 0 && signal(random.oneOf(workers), 'SIGKILL');
  },
  scheduler: ({ pid, over }) => !over && signal(pid, 'SIGKILL'),
  both: ({ pid, over }) => !over && signal(-pid, 'SIGKILL'),
};

/** Kills in a trial, about. */
export const killsInTrial = 10;

/**
 * A trial in which one and the same is killed again and again.
 * @param whom a name in `hits`.
 * @param from of the seconds between two kills, the least.
 * @param starts the most, in times that a start takes here.
 * @param words more words of the command.
 */
export const killing = (whom, { from, starts, words = [] }) =>
  async function trial(random, { judge }) {
    const experiment = await calm('replicates: 6');
    const wait = () => random.between(from, starts * experiment.startSeconds);
    return killAndFinish(random, experiment, judge, { wait, whom: () => whom, most: killsInTrial, words });
  };

/** So often it is started at most: an experiment that never ends is lost. */
const mostStarts = 500;

/**
 * @param experiment the calm one.
 * @param wait seconds until the next kill.
 * @param whom names in `hits`, one for each kill.
 * @param most kills; after them it may end.
 * @returns how many kills hit somebody.
 */
export async function killAndFinish(random, experiment, judge, { wait, whom, most, words = [] }) {
  const folder = newFolder();
  const store = join(folder, 'store');
  const groups = [];
  let faults = 0;
  let code = null;
  for (let starts = 0; code !== 0 && starts < mostStarts; starts++) {
    const started = start(runWords(experiment.spec, store, '--jobs', '2', ...words));
    groups.push(started.pid);
    while (!started.over) {
      await Promise.race([...(faults < most ? [pause(wait())] : []), started.ended]);
      if (started.over) break;
      if (hits[whom()](started, random)) {
        faults++;
        checkStored(store, experiment.digests, judge);
        await checkFindings(store, judge);
      }
    }
    const ended = await started.ended;
    code = ended.code;
    // 3: a run was killed more often than it is tried again; 4: a worker was killed while it started.
    judge.expect(ended.signal === 'SIGKILL' || [0, 3, 4].includes(code), 'finding', `a killed experiment ${lastWords(ended)}`); // prettier-ignore
    checkErrors(ended, judge);
  }
  for (const pid of groups) endGroup(pid);
  judge.expect(code === 0, 'lost', `the experiment was not finished after ${mostStarts} starts`);
  await checkFinished(store, experiment.digests, judge);
  remove(folder);
  return faults;
}
