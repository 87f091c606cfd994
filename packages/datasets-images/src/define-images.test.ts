import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { defineImages } from './define-images.js';
import { classFolders } from './layout/class-folders.js';
import { type Files, inFolder, makeJpeg, openSet, tarGzOf, writeFolder, zipOf } from './testing/index.js';

const root = fs.mkdtempSync(join(tmpdir(), 'seedbed-images-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const plugin = defineImages({
  name: 'flowers',
  version: '1',
  about: { title: 'Flowers', licence: 'none', citation: 'nobody', obtain: 'Draw them.' },
  size: 8,
  layout: classFolders,
});
let places = 0;
const place = () => join(root, String(places++));
const open = (dataDir: string) => openSet(plugin, {}, { cacheDir: join(root, 'cache'), dataDir });
const openFolder = (files: Files) => open(writeFolder(place(), files));
const openBytes = (bytes: Uint8Array) => {
  const path = place();
  fs.writeFileSync(path, bytes);
  return open(path);
};

const pictures = await Promise.all(Array.from({ length: 12 }, (_, number) => makeJpeg({ number })));
const composed = 'k\u00e4se';
const set: Files = Object.fromEntries(
  ['a', composed].flatMap((name, index) =>
    Array.from({ length: 5 }, (_, item) => [`${name}/${item}.jpg`, pictures[index * 5 + item]!]),
  ),
);
const whole = await openFolder(set);
const decomposed = Object.fromEntries(Object.entries(set).map(([name, content]) => [name.normalize('NFD'), content]));

test('names in two spellings are one set, from folders and archives', async () => {
  expect(whole.classes).toEqual(['a', composed]);
  expect((await openFolder(decomposed)).fingerprint).toBe(whole.fingerprint);
  expect((await openBytes(await zipOf(decomposed))).fingerprint).toBe(whole.fingerprint);
  expect((await openBytes(await tarGzOf(decomposed))).fingerprint).toBe(whole.fingerprint);
});

test('two folders that become one are refused', async () => {
  const both = { ...set, [`${composed.normalize('NFD')}/9.jpg`]: pictures[10]! };
  await expect(openFolder(both)).rejects.toMatchObject({ code: 'SB_DATA_LAYOUT', hint: expect.stringMatching(/into one of them/) }); // prettier-ignore
});

describe('files that are the same byte for byte are named', () => {
  const copy = { 'train/a/0.jpg': pictures[0]!, 'train/a/1.jpg': pictures[1]!, 'train/b/2.jpg': pictures[2]!, 'test/a/3.jpg': pictures[0]!, 'test/b/4.jpg': pictures[4]! }; // prettier-ignore
  const note = 'Test images identical to a training image: 1 of 2 (test/a/3.jpg is train/a/0.jpg).';

  test('in a folder', async () => {
    expect((await openFolder(copy)).notes).toEqual([note]);
  });

  test('in an archive', async () => {
    expect((await openBytes(await zipOf(copy))).notes).toEqual([note]);
  });
});

test('the set is found beside other files, in an archive and in a folder', async () => {
  const beside = { ...inFolder('flowers', set), '._flowers': 'x', 'README.txt': 'x' };
  const fingerprints = [await openFolder(beside), await openBytes(await zipOf(beside)), await openBytes(await tarGzOf(beside))]; // prettier-ignore
  expect(fingerprints.map(({ fingerprint }) => fingerprint)).toEqual(Array.from({ length: 3 }, () => whole.fingerprint)); // prettier-ignore
  expect(fingerprints[0]!.notes).toContain('Ignored, hidden or left by programs: 1 file or folder (._flowers).');
});

test('a set of one class is refused, with where pictures were seen', async () => {
  await expect(openFolder({ 'rose/1.jpg': pictures[0]!, 'rose/2.jpg': pictures[1]! })).rejects.toMatchObject({
    code: 'SB_DATA_MISSING',
    message: expect.stringMatching(/has 1 class with training and test images\. Pictures are in rose \(2\)\./),
  });
});
