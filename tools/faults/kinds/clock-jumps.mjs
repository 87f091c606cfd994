import { spawn } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { calm } from '../shared/calm.mjs';
import { checkErrors, checkFindings, checkFinished, finish } from '../shared/check.mjs';
import { endGroup, groupStarted, newFolder, remove } from '../shared/scratch.mjs';
import { lastWords, preloading, runWords, seedbed, start } from '../shared/command.mjs';
import { pause } from '../shared/random.mjs';

export const name = 'clock-jumps';
export const about = 'the wall clock jumps by hours to years, forwards and backwards: in scheduler, worker or both, in two schedulers of one store, in gc beside a run; files with times in past and future'; // prettier-ignore
export const faults = 40;
/** About so many in a trial. */
export const inTrial = 1;

const collector = fileURLToPath(new URL('../shared/gc-all-along.mjs', import.meta.url));
const hour = 3600;
const jumpsBy = [-20 * 365 * 24 * hour, -24 * hour, -hour, hour, 24 * hour, 20 * 365 * 24 * hour];

const ways = [
  (...trial) => inRun(['scheduler'], ...trial),
  (...trial) => inRun(['worker'], ...trial),
  (...trial) => inRun(['scheduler', 'worker'], ...trial),
  sharedStore,
  gcBeside,
  fileTimes,
];

export async function trial(random, { judge, trial: number }) {
  const experiment = await calm();
  const folder = newFolder();
  const count = await ways[number % ways.length](random, experiment, join(folder, 'store'), judge);
  remove(folder);
  return count;
}

function jumping(who, random, seconds) {
  const count = 1 + random.below(2);
  const jumps = Array.from({ length: count }, () => ({ after: random.between(0, seconds), by: random.oneOf(jumpsBy) }));
  return { count, env: { ...preloading('jumping-clock.cjs'), SEEDBED_FAULT_CLOCK: JSON.stringify({ who, jumps }) } };
}

async function ends(ended, judge) {
  judge.expect(ended.code === 0, 'lost', `a run whose clock jumped ${lastWords(ended)}`);
  checkErrors(ended, judge);
}

async function inRun(who, random, { spec, digests, seconds }, store, judge) {
  const { count, env } = jumping(who, random, seconds);
  await ends(await seedbed(runWords(spec, store, '--checkpoint', '0'), { env }), judge);
  await checkFinished(store, digests, judge);
  return count;
}

/** Each waits for the other's runs. */
async function sharedStore(random, { spec, digests, seconds }, store, judge) {
  const clocks = [0, 1].map(() => jumping(['scheduler', 'worker'], random, seconds));
  const both = clocks.map(({ env }) => seedbed(runWords(spec, store, '--jobs', '1'), { env }));
  for (const ended of await Promise.all(both)) await ends(ended, judge);
  await checkFinished(store, digests, judge);
  return clocks[0].count + clocks[1].count;
}

/** To a clock that is ahead, every file that is being written looks abandoned. */
async function gcBeside(random, { spec, digests }, store, judge) {
  const started = start(runWords(spec, store, '--checkpoint', '0'));
  const by = random.oneOf(jumpsBy.filter((each) => each > hour));
  const env = { ...preloading('jumping-clock.cjs'), SEEDBED_FAULT_CLOCK: JSON.stringify({ who: ['scheduler'], jumps: [{ after: 0, by }] }) }; // prettier-ignore
  const collecting = spawn(process.execPath, [collector, store], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'], detached: true }); // prettier-ignore
  groupStarted(collecting.pid);
  let complaint = '';
  collecting.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
  await ends(await started.ended, judge);
  endGroup(collecting.pid);
  judge.expect(complaint === '', 'finding', `gc beside a run ended: ${complaint}`);
  await checkFindings(store, judge);
  await checkFinished(store, digests, judge);
  return 1;
}

/** A store of which some files are of the future and some of long ago. */
async function fileTimes(random, experiment, store, judge) {
  const started = start(runWords(experiment.spec, store, '--checkpoint', '0'));
  await Promise.race([pause(random.between(0.5, 1) * experiment.seconds), started.ended]);
  endGroup(started.pid);
  await started.ended;
  try {
    for (const file of readdirSync(store, { recursive: true }).map((name) => join(store, name)))
      if (statSync(file).isFile()) utimesSync(file, ...Array(2).fill(Date.now() / 1000 + random.oneOf(jumpsBy)));
    checkErrors(await seedbed(['gc', '--store', store]), judge);
  } catch (error) {
    // It was killed before there was a store.
    if (error.code !== 'ENOENT') throw error;
  }
  await finish(experiment, store, judge);
  return 1;
}
