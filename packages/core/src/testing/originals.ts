import assert from 'node:assert/strict';
import fs from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { OpenContext } from '../dataset/contract.js';
import type { Dataset } from '../dataset/dataset.js';
import { examplesIn } from '../dataset/packed-format.js';
import { otherSet } from '../dataset/same-set.js';
import { SeedbedError } from '../errors.js';
import { damageFile, filesBelow } from './caches.js';

/** Opens original data that lie in `dataDir`, with an empty cache unless one is given. */
export type OpenFrom = (dataDir: string, more?: Partial<Pick<OpenContext, 'skipDamaged' | 'cacheDir'>>) => Promise<Dataset>; // prettier-ignore

/** Copies a folder, its files in the opposite order and with times of now; empty folders too, which notes may name. */
export function copyFolder(from: string, to: string): string {
  for (const path of filesBelow(from).reverse()) {
    const target = join(to, relative(from, path));
    fs.mkdirSync(dirname(target), { recursive: true });
    fs.writeFileSync(target, fs.readFileSync(path));
  }
  for (const entry of fs.readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) fs.mkdirSync(join(to, relative(from, entry.parentPath), entry.name), { recursive: true });
  }
  return to;
}

/** Copies a folder or a file into a folder, which is made. @returns where the copy is. */
export function copyOriginals(from: string, to: string): string {
  fs.mkdirSync(to, { recursive: true });
  if (fs.statSync(from).isDirectory()) return copyFolder(from, to);
  fs.copyFileSync(from, join(to, basename(from)));
  return join(to, basename(from));
}

/** The files of a folder, or the file itself. */
export const originalFiles = (path: string): string[] => (fs.statSync(path).isDirectory() ? filesBelow(path) : [path]);

export async function closing<T>(opening: Promise<Dataset>, look: (dataset: Dataset) => T): Promise<T> {
  const dataset = await opening;
  try {
    return look(dataset);
  } finally {
    dataset.close();
  }
}

/** The same data once more: from a copy, from an archive, in other circumstances. @throws AssertionError */
export function checkSame(first: Dataset, opening: Promise<Dataset>, what: string): Promise<void> {
  return closing(opening, (dataset) => {
    const other = otherSet(first, dataset);
    assert.equal(other, undefined, `${what}, it is another set: ${other}`);
    assert.deepEqual(dataset.notes, first.notes, `${what}, it has other notes`);
    assert.deepEqual(dataset.columns, first.columns, `${what}, its columns have other names`);
  });
}

/** The error of a refusal, if it names the file; anything else is none. */
function assertNames(error: unknown, path: string): void {
  if (!(error instanceof SeedbedError)) throw error;
  assert.ok(error.message.includes(basename(path)), `the error does not name ${path}: ${error.message}`);
}

/**
 * One flipped bit in a file changes the fingerprint, or the file is refused by name, also where the set was packed before:
 * then it is the origin that must be another one.
 * @param files of which the first and the last are changed. @param cacheDir where `first` is packed.
 * @throws AssertionError
 */
export async function checkOneBit(
  first: Dataset,
  copy: string,
  files: readonly string[],
  open: OpenFrom,
  cacheDir: string,
): Promise<void> {
  for (const path of new Set([files[0] as string, files.at(-1) as string])) {
    const before = fs.readFileSync(path);
    damageFile(path);
    await closing(
      open(copy, { cacheDir }),
      ({ fingerprint }) =>
      assert.notEqual(fingerprint, first.fingerprint, `a bit of ${path} was flipped, and the fingerprint is the same: does the origin say what the files hold?`), // prettier-ignore
    ).catch((error: unknown) => assertNames(error, path));
    fs.writeFileSync(path, before);
  }
}

const damages: readonly [string, (before: Buffer) => Buffer | string][] = [
  ['cut in half', (before) => before.subarray(0, before.length / 2)],
  ['empty', () => ''],
  ['no example', () => 'this is no example\n'],
];

/**
 * A damaged file of one example is refused by name; with `skipDamaged` it is left out, which shows in counts, fingerprint
 * and notes.
 * @param files of one example each.
 * @throws AssertionError
 */
export async function checkDamagedInput(
  first: Dataset,
  copy: string,
  files: readonly string[],
  open: OpenFrom,
): Promise<void> {
  const path = files[Math.floor(files.length / 2)] as string;
  const before = fs.readFileSync(path);
  for (const [how, damage] of damages) {
    fs.writeFileSync(path, damage(before));
    const refused = await closing(open(copy), () => false).catch((error: unknown) => {
      assertNames(error, path);
      return true;
    });
    assert.ok(refused, `a file that is ${how} is accepted: ${path}`);
    await closing(open(copy, { skipDamaged: true }), ({ counts, fingerprint, notes }) => {
      assert.equal(examplesIn(counts), examplesIn(first.counts) - 1, `a file that is ${how} is not left out: ${path}`);
      assert.notEqual(fingerprint, first.fingerprint, 'what was left out does not show in the fingerprint');
      assert.ok(notes.some((note) => note.includes(basename(path))), `no note names ${path}`); // prettier-ignore
    });
  }
  fs.writeFileSync(path, before);
}
