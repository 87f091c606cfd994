import assert from 'node:assert/strict';
import fs from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Dataset, OpenContext } from '../dataset/contract.js';
import { imagesIn } from '../dataset/packed-format.js';
import { SeedbedError } from '../errors.js';
import { damageFile, filesBelow } from './caches.js';

/** Opens original data that lie in `dataDir`, with an empty cache. */
export type OpenFrom = (dataDir: string, more?: Pick<OpenContext, 'skipDamaged'>) => Promise<Dataset>;

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

async function closing<T>(opening: Promise<Dataset>, look: (dataset: Dataset) => T): Promise<T> {
  const dataset = await opening;
  try {
    return look(dataset);
  } finally {
    dataset.close();
  }
}

/** The same data from another place: a copy, an archive. @throws AssertionError */
export function checkSame(first: Dataset, opening: Promise<Dataset>, what: string): Promise<void> {
  return closing(opening, ({ fingerprint, classes, counts, notes }) => {
    assert.deepEqual(classes, first.classes, `${what}: other classes`);
    assert.deepEqual(counts, first.counts, `${what}: other counts`);
    assert.equal(fingerprint, first.fingerprint, `${what}: another fingerprint`);
    assert.deepEqual(notes, first.notes, `${what}: other notes`);
  });
}

/** The error of a refusal, if it names the file; anything else is none. */
function assertNames(error: unknown, path: string): void {
  if (!(error instanceof SeedbedError)) throw error;
  assert.ok(error.message.includes(basename(path)), `the error does not name ${path}: ${error.message}`);
}

/** One flipped bit in an image changes the fingerprint, or the file is refused by name. @throws AssertionError */
export async function checkOneByte(first: Dataset, copy: string, images: RegExp, open: OpenFrom): Promise<void> {
  const files = filesBelow(copy).filter((path) => images.test(path));
  for (const path of new Set([files[0]!, files.at(-1)!])) {
    const before = fs.readFileSync(path);
    damageFile(path);
    await closing(open(copy), ({ fingerprint }) =>
      assert.notEqual(fingerprint, first.fingerprint, `a bit of ${path} was flipped, and the fingerprint is the same`),
    ).catch((error: unknown) => assertNames(error, path));
    fs.writeFileSync(path, before);
  }
}

const damages: readonly [string, (before: Buffer) => Buffer | string][] = [
  ['cut in half', (before) => before.subarray(0, before.length / 2)],
  ['empty', () => ''],
  ['no image', () => 'this is no image\n'],
];

/**
 * A damaged image is refused by name; with `skipDamaged` it is left out, which shows in counts, fingerprint and notes.
 * @throws AssertionError
 */
export async function checkDamagedInput(first: Dataset, copy: string, images: RegExp, open: OpenFrom): Promise<void> {
  const files = filesBelow(copy).filter((path) => images.test(path));
  const path = files[Math.floor(files.length / 2)]!;
  const before = fs.readFileSync(path);
  for (const [how, damage] of damages) {
    fs.writeFileSync(path, damage(before));
    const refused = await closing(open(copy), () => false).catch((error: unknown) => {
      assertNames(error, path);
      return true;
    });
    assert.ok(refused, `an image that is ${how} is accepted: ${path}`);
    await closing(open(copy, { skipDamaged: true }), ({ counts, fingerprint, notes }) => {
      assert.equal(imagesIn(counts), imagesIn(first.counts) - 1, `an image that is ${how} is not left out: ${path}`);
      assert.notEqual(fingerprint, first.fingerprint, 'what was left out does not show in the fingerprint');
      assert.ok(notes.some((note) => note.includes(basename(path))), `no note names ${path}`); // prettier-ignore
    });
  }
  fs.writeFileSync(path, before);
}
