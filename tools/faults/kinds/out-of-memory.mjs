import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calm } from '../shared/calm.mjs';
import { checkFindings, checkStored, finish } from '../shared/check.mjs';
import { hasBegun, lastWords, runWords, seedbed, start, workersOf } from '../shared/command.mjs';
import { pause } from '../shared/random.mjs';
import { newFolder, remove } from '../shared/scratch.mjs';

export const name = 'out-of-memory';
export const about = 'a heap limit of V8 or a limit on address space (prlimit) that is raised until there is enough; a worker that gets no more in the midst of its work'; // prettier-ignore
export const faults = 24;
/** About so many in a trial. */
export const inTrial = 3;
export const possible = () => {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'there is no prlimit';
  }
};

const limits = [
  { least: 3, withMegabytes: (megabytes) => ({ env: { NODE_OPTIONS: `--max-old-space-size=${Math.round(megabytes)}` } }) }, // prettier-ignore
  { least: 600, withMegabytes: (megabytes) => ({ wrap: ['prlimit', `--as=${Math.round(megabytes * 1e6)}`] }) },
];

export async function trial(random, { judge, trial: number }) {
  const experiment = await calm();
  const folder = newFolder();
  const store = join(folder, 'store');
  const way = number % 3 === 0 ? squeezed : raised;
  const faults = await way(random, experiment, store, judge, limits[number % 2]);
  await finish(experiment, store, judge);
  remove(folder);
  return faults;
}

/** How Node ends then is V8's affair: with a signal, or an error of its own. */
async function check({ digests }, store, ended, judge) {
  judge.expect(!ended.hung, 'lost', `a run without memory ${lastWords(ended)}`);
  checkStored(store, digests, judge);
  await checkFindings(store, judge);
}

async function raised(random, experiment, store, judge, { least, withMegabytes }) {
  const words = runWords(experiment.spec, store, '--jobs', '1');
  for (let faults = 0, megabytes = random.between(least, 2 * least); ; faults++) {
    const ended = await seedbed(words, withMegabytes(megabytes));
    await check(experiment, store, ended, judge);
    if (ended.code === 0 || ended.hung) return faults;
    megabytes *= random.between(1.3, 2);
  }
}

/** A worker may keep the address space that it has, and gets no more; so may the one that comes in its place. */
async function squeezed(random, experiment, store, judge) {
  const started = start(runWords(experiment.spec, store, '--jobs', '1'));
  await hasBegun(started);
  let faults = 0;
  for (let time = 0; time < 2; time++) {
    await Promise.race([pause(random.between(0, experiment.seconds / 3)), started.ended]);
    for (const pid of started.over ? [] : workersOf(started.pid)) faults += squeeze(pid);
  }
  await check(experiment, store, await started.ended, judge);
  return faults;
}

function squeeze(pid) {
  try {
    const [, kilobytes] = /^VmSize:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    execFileSync('prlimit', [`--pid=${pid}`, `--as=${kilobytes * 1024}`], { stdio: 'ignore' });
    return 1;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
