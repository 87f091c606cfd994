import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Source } from '../dataset/contract.js';
import { openDataset } from '../dataset/open-dataset.js';
import { SeedbedError } from '../errors.js';
import { digestOf, sha256 } from '../digest/canonical.js';
import { temporaryFolders } from './caches.js';
import example from './example-plugin.js';
import { inAnotherOrder } from './listing.js';
import { checkDamagedInput, checkOneBit, checkSame, copyFolder, copyOriginals, type OpenFrom, originalFiles } from './originals.js'; // prettier-ignore

const folders = temporaryFolders();
afterEach(() => folders.remove());

const names = ['a-1.raw', 'B-1.raw', 'b-2.raw', 'é-1.raw'];
const folder = () => {
  const path = folders.make();
  names.forEach((name, index) => fs.writeFileSync(join(path, name), Buffer.alloc(12, index + 1)));
  return path;
};

interface Habits {
  readonly sort?: (names: string[]) => string[];
  readonly read?: (bytes: Buffer) => Buffer;
  readonly accepts?: boolean;
  readonly names?: boolean;
}

const byCodeUnits = (all: string[]) => all.sort();

/** A loader that reads every file as an image of the first class; good habits unless told otherwise. */
const loader = ({
  sort = byCodeUnits,
  read = (bytes) => bytes,
  accepts = false,
  names: naming = true,
}: Habits = {}): OpenFrom => {
  const source = (dataDir: string, skipDamaged: boolean): Source => {
    const files = sort(fs.readdirSync(dataDir));
    const images = files.map((name) => ({ name, bytes: read(fs.readFileSync(join(dataDir, name))) }));
    const examples: Awaited<ReturnType<Source['content']>>['examples'] = async (add) => {
      const notes: string[] = [];
      for (const { name, bytes } of images) {
        if (bytes.length === 12) add({ part: 'train', class: 0, values: bytes });
        else if (skipDamaged || accepts) notes.push(`Left out: ${name}`);
        else throw new SeedbedError('SB_DATA_IMAGE', `${naming ? name : 'an image'} is damaged`);
      }
      return notes;
    };
    const origin = digestOf(images.map(({ bytes }) => sha256(bytes)));
    return {
      origin,
      content: async () => ({ inputs: { shape: [2, 2, 3], type: 'uint8' }, classes: ['a', 'b'], examples }),
    };
  };
  const plugin = { ...example, open: async (_: unknown, context: { dataDir?: string; skipDamaged?: boolean }) => source(context.dataDir as string, context.skipDamaged === true) }; // prettier-ignore
  return (dataDir, more) => openDataset(plugin, {}, { cacheDir: folders.make(), ...more, dataDir });
};

test('a copy of a folder has its empty folders, too', () => {
  const original = folders.make();
  fs.mkdirSync(join(original, 'a', 'b'), { recursive: true });
  const copy = copyFolder(original, folders.make());
  expect(fs.readdirSync(copy, { recursive: true }).sort()).toEqual(['a', join('a', 'b')]);
});

test('a copy of a file is one in another folder', () => {
  const file = join(folders.make(), 'table.csv');
  fs.writeFileSync(file, 'a,b');
  const copy = copyOriginals(file, join(folders.make(), 'deep'));
  expect(originalFiles(copy)).toEqual([copy]);
  expect(fs.readFileSync(copy, 'utf8')).toBe('a,b');
});

test('a loader with good habits passes: in another order, after a copy, with one bit changed, with damage', async () => {
  const [original, open] = [folder(), loader()];
  const cacheDir = folders.make();
  const first = await open(original, { cacheDir });
  await inAnotherOrder(() => checkSame(first, open(original), 'in another order'));
  const copy = copyFolder(original, folders.make());
  await checkSame(first, open(copy), 'a copy');
  await checkOneBit(first, copy, originalFiles(copy), open, cacheDir);
  await checkDamagedInput(first, copy, originalFiles(copy), open);
});

describe('the kit notices a loader that', () => {
  test.each([
    ['takes files as they are listed', (all: string[]) => all],
    ['sorts by locale', (all: string[]) => all.sort((a, b) => a.localeCompare(b))],
  ])('%s', async (_, sort) => {
    const [original, open] = [folder(), loader({ sort })];
    const first = await open(original);
    const again = inAnotherOrder(() => checkSame(first, open(original), 'in another order'));
    await expect(again).rejects.toThrow(/^in another order, it is another set: its fingerprint is /);
  });

  test('does not look at what the files hold', async () => {
    const [original, open] = [folder(), loader({ read: () => Buffer.alloc(12) })];
    const cacheDir = folders.make();
    const first = await open(original, { cacheDir });
    const checked = checkOneBit(first, original, originalFiles(original), open, cacheDir);
    await expect(checked).rejects.toThrow('the fingerprint is the same');
  });

  test('takes damaged images for good ones', async () => {
    const [original, open] = [folder(), loader({ accepts: true })];
    const first = await open(original);
    await expect(checkDamagedInput(first, original, originalFiles(original), open)).rejects.toThrow('is accepted');
  });

  test('does not name what is damaged', async () => {
    const [original, open] = [folder(), loader({ names: false })];
    const first = await open(original);
    await expect(checkDamagedInput(first, original, originalFiles(original), open)).rejects.toThrow('does not name');
  });
});

test('the order of listings is as before afterwards, also after a failure', async () => {
  const path = folder();
  const before = fs.readdirSync(path);
  await expect(inAnotherOrder(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(await inAnotherOrder(async () => fs.readdirSync(path))).toEqual([...before].reverse());
  expect(await inAnotherOrder(() => fs.promises.readdir(path))).toEqual([...before].reverse());
  expect(fs.readdirSync(path)).toEqual(before);
  expect('a'.localeCompare('b')).toBe(-1);
});
