import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetConformance } from '@seedbed/core/testing';
import { afterAll, describe, expect, test } from 'vitest';
import plugin from './image-folder.js';
import { type Files, inFolder, makeJpeg, openSet, tarGzOf, writeFolder, zipOf } from './testing/index.js';

const root = fs.mkdtempSync(join(tmpdir(), 'seedbed-folder-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const classes = ['daisy', 'iris', 'rose'];
const files: Record<string, Uint8Array> = {};
let number = 0;
for (const [part, images] of [
  ['train', 4],
  ['valid', 2],
  ['test', 2],
] as const) {
  for (const name of classes) {
    for (let item = 0; item < images; item++) files[`${part}/${name}/${item}.jpg`] = await makeJpeg({ width: 16, height: 16, number: number++ }); // prettier-ignore
  }
}
const set: Files = files;
const dataDir = writeFolder(join(root, 'set'), set);
const archive = (name: string, bytes: Uint8Array) => {
  fs.writeFileSync(join(root, name), bytes);
  return join(root, name);
};
const options = { set: 'flowers', size: 16 };

datasetConformance(plugin, {
  module: new URL('./image-folder.js', import.meta.url),
  examples: [
    { part: 'train', class: 'daisy', item: 0, digest: 'c8f9ba54998d1284' },
    { part: 'train', class: 'iris', item: 1, digest: 'f28ae4513e978089' },
    { part: 'train', class: 'rose', item: 2, digest: '5bb78eaca8c5bb6c' },
  ],
  options,
  context: { dataDir },
  sameFrom: [
    archive('flowers.zip', await zipOf(inFolder('flowers', set))),
    archive('any-name', await tarGzOf(Object.fromEntries(Object.entries(set).reverse()))),
  ],
});

const open = (given: unknown, place = dataDir) =>
  openSet(plugin, given, { cacheDir: join(root, 'cache'), dataDir: place });

test('the parts of the folder are those of the set', async () => {
  const { counts, inputs, classes: names } = await open(options);
  expect(names).toEqual(classes);
  expect(counts).toEqual({ train: [4, 4, 4], test: [2, 2, 2], validation: [2, 2, 2] });
  expect(inputs).toEqual({ shape: [16, 16, 3], type: 'uint8' });
});

test('pictures of every kind are read, grey ones too, and there may be no test part', async () => {
  const pictures = new URL('./testing/pictures/', import.meta.url);
  const of = (name: string) => fs.readFileSync(new URL(name, pictures));
  const mixed = writeFolder(join(root, 'mixed'), {
    'a/1.png': of('grey.png'),
    'a/2.webp': of('lossy.webp'),
    'b/1.bmp': of('colour.bmp'),
    'b/2.gif': of('palette.gif'),
    'b/3.JPG': set['train/iris/0.jpg']!,
  });
  const { counts, notes } = await open({ set: 'mixed' }, mixed);
  expect(counts).toEqual({ train: [2, 3], test: [0, 0], validation: [0, 0] });
  expect(notes).toContain('Widened to three channels: 1 grey image.');
});

test('only damaged pictures cannot be left out', async () => {
  const damaged = writeFolder(join(root, 'damaged'), { 'a/1.png': 'no picture', 'b/1.png': 'nor this' });
  const refused = openSet(plugin, { set: 'damaged' }, { cacheDir: join(root, 'cache'), dataDir: damaged, skipDamaged: true }); // prettier-ignore
  await expect(refused).rejects.toMatchObject({ code: 'SB_DATA_IMAGE', hint: 'Get the images again.' });
});

test('with one channel pixels are grey', async () => {
  const colour = await open(options);
  const grey = await open({ ...options, channels: 1 });
  expect(grey.inputs.shape).toEqual([16, 16, 1]);
  expect(grey.notes).toContain('Made grey (luma of ITU-R BT.601): 24 images.');
  const [of3, of1] = [new Uint8Array(16 * 16 * 3), new Uint8Array(16 * 16)];
  colour.readInputs('test', 1, 1, of3, 0);
  grey.readInputs('test', 1, 1, of1, 0);
  const luma = Array.from(of1, (_, at) => (19595 * of3[3 * at]! + 38470 * of3[3 * at + 1]! + 7471 * of3[3 * at + 2]!) / 65536); // prettier-ignore
  expect([...of1]).toEqual(luma.map(Math.round));
});

describe('options', () => {
  test.each([
    ['no name', {}],
    ['a path', { set: '/home/me/flowers' }],
    ['a path of Windows', { set: 'C:\\flowers' }],
    ['a folder above', { set: '..' }],
    ['a size that is too small', { set: 'flowers', size: 4 }],
    ['two channels', { set: 'flowers', channels: 2 }],
  ])('%s is refused', (_, given) => expect(plugin.options.safeParse(given).success).toBe(false));

  test('what is not said has its usual value; a name is composed', () => {
    expect(plugin.options.parse({ set: 'ka\u0308se 2' })).toEqual({ set: 'k\u00e4se 2', size: 64, channels: 3 });
  });
});

test('without a place it names the set and says what to give', async () => {
  const missing = { code: 'SB_DATA_MISSING', message: 'flowers: no folder was given (--data)', hint: expect.stringMatching(/a folder of pictures for each class/) }; // prettier-ignore
  await expect(openSet(plugin, options, { cacheDir: join(root, 'cache') })).rejects.toMatchObject(missing);
});
