import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calm } from '../shared/calm.mjs';
import { checkErrors, checkFindings, checkStored, finish } from '../shared/check.mjs';
import { lastWords, preloading, runWords, seedbed } from '../shared/command.mjs';
import { cannotMount, mountMemory, newFolder, remount, remove, unmount } from '../shared/scratch.mjs';

export const name = 'disk-full';
export const about = 'no space left: at every single write, fsync, rename and new folder of scheduler and worker in turn; on a tmpfs that grows by a page'; // prettier-ignore
export const faults = 120;
/** About so many in a trial. */
export const inTrial = 1;

const changes = 'replicates: 1';
const pageKilobytes = 4;
/** The trials from 1 on. */
const growingDisks = 2;
let counted;

/** Every write of an undisturbed run: of the scheduler, of the worker. */
async function count(experiment) {
  const counts = newFolder('counts');
  await seedbed(runWords(experiment.spec, join(counts, 'store'), '--jobs', '1'), withFull(counts, 'nobody', 0, false));
  const files = readdirSync(counts);
  const writes = ['worker', 'scheduler'].flatMap((who) => {
    const file = files.find((name) => name.startsWith(who));
    return Array.from({ length: linesIn(join(counts, file)) }, (_, index) => ({ who, nth: index + 1 }));
  });
  // In turn: a few of them are some of each.
  return writes.sort((a, b) => a.nth - b.nth);
}

const linesIn = (path) => readFileSync(path, 'utf8').trimEnd().split('\n').length;

const withFull = (folder, who, nth, lasts) => ({
  env: { ...preloading('failing-writes.cjs'), SEEDBED_FAULT_WRITES: JSON.stringify({ who, nth, lasts, store: join(folder, 'store'), counts: folder }) }, // prettier-ignore
});

export async function trial(random, context) {
  const experiment = await calm(changes);
  const disks = cannotMount() === null ? growingDisks : 0;
  if (context.trial >= 1 && context.trial <= disks) return onGrowingDisk(experiment, context.judge);
  const writes = await (counted ??= count(experiment));
  // Spread over all of them where there are fewer faults than writes.
  const step = Math.max(1, Math.floor(writes.length / context.wanted));
  const { who, nth } = writes[(Math.max(0, context.trial - disks) * step) % writes.length];
  return atOneWrite(experiment, who, nth, random.below(2) === 1, context.judge);
}

async function atOneWrite(experiment, who, nth, lasts, judge) {
  const folder = newFolder();
  const store = join(folder, 'store');
  const ended = await seedbed(runWords(experiment.spec, store, '--jobs', '1'), withFull(folder, who, nth, lasts));
  await checkFailed(experiment, store, ended, judge);
  await finish(experiment, store, judge);
  const hit = existsSync(join(folder, 'hit'));
  remove(folder);
  return hit ? 1 : 0;
}

/** It says what it could not write, and all that is stored is whole. */
async function checkFailed({ digests }, store, ended, judge) {
  const { code, stderr } = ended;
  judge.expect(code === 0 || (code === 4 && stderr.includes('[SB_STORE_WRITE]')), 'finding', `a run on a full disk ${lastWords(ended)}`); // prettier-ignore
  checkErrors(ended, judge);
  checkStored(store, digests, judge);
  await checkFindings(store, judge);
}

async function onGrowingDisk(experiment, judge) {
  const folder = newFolder();
  const store = join(folder, 'store');
  mkdirSync(store);
  let kilobytes = pageKilobytes;
  let faults = 0;
  mountMemory(store, kilobytes);
  for (let ended; ended?.code !== 0; kilobytes += pageKilobytes) {
    remount(store, `size=${kilobytes}k`);
    ended = await seedbed(runWords(experiment.spec, store, '--jobs', '1'));
    if (ended.code !== 0) faults++;
    await checkFailed(experiment, store, ended, judge);
    if (kilobytes > 4000) throw new Error('the store never had room enough');
  }
  await finish(experiment, store, judge);
  unmount(store);
  remove(folder);
  return faults;
}
