import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { calm, manifestPath } from '../shared/calm.mjs';
import { checkErrors, finish } from '../shared/check.mjs';
import { lastWords, runWords, seedbed } from '../shared/command.mjs';
import { cannotMount, mountMemory, newFolder, remount, remove, unmount } from '../shared/scratch.mjs';

export const name = 'read-only';
export const about = 'run, status, fsck, gc, claims and report on a store that was mounted read-only: empty, half full, whole; a command each is a fault'; // prettier-ignore
export const faults = 18;
/** About so many in a trial. */
export const inTrial = 6;
export const possible = cannotMount;

export async function trial(random, { judge, trial: number }) {
  const experiment = await calm();
  const { spec, manifests } = experiment;
  const folder = newFolder();
  const store = join(folder, 'store');
  mkdirSync(store);
  mountMemory(store, 4096);
  const state = ['empty', 'half', 'whole'][number % 3];
  if (state !== 'empty') cpSync(experiment.store, store, { recursive: true });
  if (state === 'half') for (const { id } of random.someOf(manifests, manifests.length / 2)) rmSync(join(store, manifestPath(id))); // prettier-ignore
  const before = readdirSync(store, { recursive: true });
  remount(store, 'ro');

  /** An empty folder is no store, and no results. */
  const reads = (words, least) => ({ words, codes: state === 'empty' && least ? [2] : [0] });
  const commands = [
    { words: runWords(spec, store, '--jobs', '1'), codes: state === 'whole' ? [0] : [4] },
    reads(['status', spec, '--store', store]),
    reads(['gc', '--store', store], true),
    // Half of the upstream runs' manifests may be gone: fsck names them.
    { words: ['fsck', '--store', store], codes: { empty: [2], half: [0, 1], whole: [0] }[state] },
    reads(['claims', spec, '--results', store], true),
    reads(['report', spec, '--results', store, '--out', join(folder, 'report.html')], true),
  ];
  for (const { words, codes } of commands) {
    const ended = await seedbed(words);
    judge.expect(codes.includes(ended.code), 'finding', `${words[0]} on a ${state} read-only store ${lastWords(ended)}`); // prettier-ignore
    checkErrors(ended, judge);
  }
  judge.expect(isDeepStrictEqual(readdirSync(store, { recursive: true }), before), 'lost', 'a read-only store has other files'); // prettier-ignore
  remount(store, 'rw');
  await finish(experiment, store, judge);
  unmount(store);
  remove(folder);
  return commands.length;
}
