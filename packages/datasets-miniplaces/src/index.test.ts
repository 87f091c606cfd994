import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetConformance } from '@seedbed/core/testing';
import {
  type Files,
  inFolder,
  namedFiles,
  openSet,
  tarGzOf,
  tarOf,
  withRealData,
  writeFolder,
  zipOf,
} from '@seedbed/datasets-images/testing';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import plugin from './index.js';
import { layout } from './layout.js';
import { smallSet } from './testing/small-set.js';

const root = fs.mkdtempSync(join(tmpdir(), 'seedbed-miniplaces-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const set = await smallSet();
const options = { size: 16 };
const dataDir = writeFolder(join(root, 'set'), set);
const archive = (name: string, bytes: Uint8Array) => {
  fs.mkdirSync(join(root, name, '..'), { recursive: true });
  fs.writeFileSync(join(root, name), bytes);
  return join(root, name);
};
/** Each id once, the last name twice. */
const endless = `${Array.from({ length: 100_000 }, (_, id) => `/a/name-${id} ${id}\n`).join('')}/a/name-7 100000\n`;
const nameOf = new Map(String(set['data/categories.txt']).trim().split('\n').map((line) => line.slice(1).split(' ').reverse() as [string, string])); // prettier-ignore
/** Where each validation image lies, and the folder of its category. */
const validation = String(set['data/val.txt']).trim().split('\n').map((line) => line.split(' ') as [string, string]).map(([path, id]) => ({ path, name: nameOf.get(id)! })); // prettier-ignore
const only = (prefix: string) => Object.fromEntries(Object.entries(set).filter(([name]) => name.startsWith(prefix)));

// As it is published: images in the archive, lists in the folder data of the development kit beside it.
archive('published/data.tar.gz', await tarGzOf(only('images/')));
writeFolder(join(root, 'published'), only('data/'));

datasetConformance(plugin, {
  module: new URL('./index.js', import.meta.url),
  examples: [
    { part: 'train', class: 'kitchen', item: 0, digest: '2c9e60bdd4e109ee' },
    { part: 'train', class: 'desert/sand', item: 1, digest: '1468b149e67447c8' },
    { part: 'train', class: 'abbey', item: 2, digest: '5a7b3c71073beb05' },
  ],
  options,
  context: { dataDir },
  sameFrom: [
    archive('zip/miniplaces.zip', await zipOf(set)),
    archive('tar/any.tar', await tarOf(inFolder('miniplaces', set))),
    archive('gz/mini-places-16.tgz', await tarGzOf(Object.fromEntries(Object.entries(set).reverse()))),
    join(root, 'gz'),
    join(root, 'published', 'data.tar.gz'),
  ],
});

const whole = await openSet(plugin, options, { cacheDir: join(root, 'cache'), dataDir });

describe('a set that is not as it should be', () => {
  const folder = join(root, 'changed');
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  const openFiles = (files: Files) => {
    writeFolder(folder, files);
    return openSet(plugin, options, { cacheDir: join(root, 'cache'), dataDir: folder });
  };
  const open = (changes: Files, removed: readonly string[] = []) =>
    openFiles({ ...Object.fromEntries(Object.entries(set).filter(([name]) => !removed.includes(name))), ...changes });

  test('the whole one has its categories in the order of their ids, some of two levels', () => {
    expect(whole.classes).toEqual(['kitchen', 'desert/sand', 'abbey']);
    expect(whole.counts).toEqual({ train: [4, 4, 4], test: [2, 2, 2], validation: [0, 0, 0] });
    expect(whole.notes).toEqual([]);
  });

  test('CRLF line ends, lists in another order and the other name of the categories change nothing', async () => {
    const crlf = (name: string) => String(set[name]).trim().split('\n').reverse().join('\r\n');
    const { fingerprint } = await open(
      {
        'data/categories_tinyplaces.txt': crlf('data/categories.txt'),
        'data/train.txt': crlf('data/train.txt'),
        'data/val.txt': crlf('data/val.txt'),
      },
      ['data/categories.txt'],
    );
    expect(fingerprint).toBe(whole.fingerprint);
  });

  test.each([
    ['with backslashes', (text: string) => text.replaceAll('/', '\\')],
    ['in UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['with the folder images in front', (text: string) => text.replaceAll(/^(train|val)/gm, './images/$1')],
  ])('lists %s say the same', async (_, change) => {
    const changed = ['data/categories.txt', 'data/train.txt', 'data/val.txt'].map((name) => [name, change(String(set[name]))]); // prettier-ignore
    expect((await open(Object.fromEntries(changed))).fingerprint).toBe(whole.fingerprint);
  });

  test('categories that their list does not name are named after their folders', async () => {
    const { fingerprint, notes } = await open({ 'data/categories.txt': '/a/abbey 90' });
    expect(fingerprint).toBe(whole.fingerprint);
    expect(notes).toEqual(['Named after their folders: 2 of 3 categories, since categories.txt does not name them (kitchen, desert/sand).']); // prettier-ignore
    fs.rmSync(folder, { recursive: true });
    const without = await open({}, ['data/categories.txt']);
    expect(without.fingerprint).toBe(whole.fingerprint);
    expect(without.notes).toContainEqual(expect.stringMatching(/3 of 3 categories, since there is no list of categories/)); // prettier-ignore
  });

  test('validation images in folders by category are the same set, with and without their list', async () => {
    const sorted = Object.fromEntries(validation.map(({ path, name }) => [`images/val/${name}/${path.slice(4)}`, set[`images/${path}`]!])); // prettier-ignore
    const published = validation.map(({ path }) => `images/${path}`);
    expect((await open(sorted, published)).fingerprint).toBe(whole.fingerprint);
    fs.rmSync(folder, { recursive: true });
    const { fingerprint, notes } = await open(sorted, [...published, 'data/val.txt']);
    expect(fingerprint).toBe(whole.fingerprint);
    expect(notes).toEqual(['Derived: val.txt is not there, so the folders of val are the labels.']);
  });

  test('of a hundred categories of which the list names twenty, the others are named after their folders', () => {
    const names = Array.from({ length: 100 }, (_, id) => ({ id, path: `${'abcdefghij'[Math.floor(id / 10)]}/place-${id}${id % 7 === 0 ? '/indoor' : ''}` })); // prettier-ignore
    const lists = {
      'data/categories.txt': names.slice(40, 60).map(({ id, path }) => `/${path} ${id}`),
      'data/train.txt': names.map(({ id, path }) => `train/${path}/1.jpg ${id}`),
      'data/val.txt': names.map(({ id }) => `val/${id}.jpg ${id}`),
    };
    const texts = new Map(Object.entries(lists).map(([name, lines]) => [name, lines.join('\n')]));
    const images = names.flatMap(({ id, path }) => [`images/train/${path}/1.jpg`, `images/val/${id}.jpg`]);
    const files = { ...namedFiles([...texts.keys(), ...images]), text: (name: string) => texts.get(name)! };
    const { classes, notes } = layout(files);
    expect(classes.map(({ name }) => name)).toEqual(names.map(({ path }) => path.slice(2)));
    expect(classes.every(({ train, test: held }) => train.length === 1 && held!.length === 1)).toBe(true);
    expect(notes).toEqual([
      'Named after their folders: 80 of 100 categories, since categories.txt does not name them (place-0/indoor, place-1, place-2, place-3, place-4 and 75 more).', // prettier-ignore
    ]);
  });

  describe('without the list of training images', () => {
    const derived = 'Derived: train.txt is not there, so the folders of train are the labels.';

    test('their folders are the labels', async () => {
      const { fingerprint, notes } = await open({}, ['data/train.txt']);
      expect(fingerprint).toBe(whole.fingerprint);
      expect(notes).toEqual([derived]);
    });

    test.each([
      ['no list at all', [], 'there is no list of categories'],
      ['a list of some categories', ['data/categories.txt'], 'categories.txt does not name all of them'],
    ])('with %s the categories have the order of their folders', async (_, kept, why) => {
      const sorted = Object.fromEntries(validation.map(({ path, name }) => [`images/val/${name}/${path.slice(4)}`, set[`images/${path}`]!])); // prettier-ignore
      const files = { ...only('images/train/'), ...sorted, 'data/categories.txt': '/a/abbey 90' };
      const { classes, counts, notes } = await openFiles(Object.fromEntries(Object.entries(files).filter(([name]) => !name.endsWith('.txt') || kept.includes(name)))); // prettier-ignore
      expect(classes).toEqual(['abbey', 'desert/sand', 'kitchen']);
      expect(counts).toEqual(whole.counts);
      expect(notes).toEqual([
        `Named after their folders: 3 of 3 categories, since ${why} (abbey, desert/sand, kitchen).`,
        derived,
        'Derived: val.txt is not there, so the folders of val are the labels.',
      ]);
    });

    test('a list of validation images whose ids nothing explains is refused', async () => {
      await expect(open({}, ['data/train.txt', 'data/categories.txt'])).rejects.toMatchObject({
        code: 'SB_DATA_LAYOUT',
        message: expect.stringMatching(/train\.txt: is not there; the folder data/),
      });
    });
  });

  test('an image that its list names twice is counted once', async () => {
    const list = String(set['data/train.txt']);
    const { fingerprint, notes } = await open({ 'data/train.txt': `${list}${list}` });
    expect(fingerprint).toBe(whole.fingerprint);
    expect(notes).toEqual([expect.stringMatching(/^Named twice or more, counted once: 12 images \(images\/train\//)]);
  });

  test('train and val may lie beside the lists', async () => {
    const flat = Object.fromEntries(
      Object.entries(set).map(([name, content]) => [name.replace(/^(images|data)\//, ''), content]),
    );
    expect((await openFiles(flat)).fingerprint).toBe(whole.fingerprint);
  });

  test('what else an official archive holds is known, stray files are named', async () => {
    const { fingerprint, notes } = await open({
      'objects/train/a/abbey/00000001.xml': '<annotation/>',
      'data/object_categories.txt': 'wall 1',
      'images/test/00000001.jpg': set['images/val/00000000.jpg']!,
      'images/.DS_Store': 'x',
      'images/train/a/.DS_Store': 'x',
    });
    expect(fingerprint).toBe(whole.fingerprint);
    expect(notes).toEqual([
      'Not used: 1 images of test, whose labels are not published.',
      'Ignored, hidden or left by programs: 2 files and folders (images/.DS_Store, images/train/a/.DS_Store).',
    ]);
  });

  test('a copy that lacks what its lists name can be used, and says so', async () => {
    const gone = ['d/desert/sand', 'a/abbey', 'k/kitchen'].map((name) => `images/train/${name}/00000004.jpg`);
    const { counts, notes } = await open({}, gone);
    expect(counts.train).toEqual([3, 3, 3]);
    expect(notes).toEqual(['Absent: 3 images that train.txt names (1 of each of 3 classes: kitchen, desert/sand, abbey).']); // prettier-ignore
  });

  test('a subset whose lists name all categories leaves out those without images', async () => {
    const all = `${String(set['data/categories.txt'])}/y/yard 99\n`;
    const { classes, notes } = await open({
      'data/categories.txt': all,
      'data/train.txt': `${String(set['data/train.txt'])}train/y/yard/00000001.jpg 99\n`,
    });
    expect(classes).toEqual(whole.classes);
    expect(notes).toEqual([
      'Absent: 1 image that train.txt names (yard 1).',
      'Left out, without training or without test images: 1 of 4 classes (yard).',
    ]);
  });

  test.each([
    ['the lists are not there', {}, ['data/val.txt'], /val\.txt: is not there; the folder data of the development kit/],
    [
      'a category is no line of one',
      { 'data/categories.txt': 'abbey' },
      [],
      /"abbey" is not a category and its number/,
    ],
    ['an id is in it twice', { 'data/categories.txt': '/a/abbey 1\n/b/bar 1\n' }, [], /the id 1 is in it twice/],
    ['a line has no id', { 'data/val.txt': 'val/00000000.jpg' }, [], /is not an image and its category/],
    ['a line has no end', { 'data/val.txt': `val${'\t'.repeat(200_000)}x` }, [], /val\.txt: "val .{0,300}…$/],
    ['a list has no end', { 'data/categories.txt': endless }, [], /the name name-7 is in it twice/],
    [
      'an image is listed under two categories',
      { 'data/val.txt': 'val/00000000.jpg 2\nval/00000000.jpg 90\n' },
      [],
      /is named as a test image of kitchen and as a test image of abbey/,
    ],
    [
      'folder and id differ',
      { 'data/categories.txt': '/k/kitchen 90\n' },
      [],
      /gives the category 90 to train\/a\/abbey\/00000001\.jpg, and 90 is kitchen/,
    ],
    ['an id is unknown', { 'data/val.txt': 'val/00000000.jpg 77' }, [], /names category 77, which/],
  ] as const)('it is refused when %s', async (_, changes, removed, message) => {
    await expect(open(changes, removed)).rejects.toMatchObject({ code: 'SB_DATA_LAYOUT', exitCode: 2, message: expect.stringMatching(message) }); // prettier-ignore
  });

  test('without data it says how to obtain them', async () => {
    const missing = { code: 'SB_DATA_MISSING', exitCode: 2, hint: expect.stringMatching(/CSAILVision/) };
    await expect(openSet(plugin, options, { cacheDir: join(root, 'cache') })).rejects.toMatchObject(missing);
  });
});

withRealData('miniplaces-16.tar.gz', (path) => {
  test('the real images, shrunk to 64, have the fingerprint on record', { timeout: 600_000 }, async () => {
    const real = await openSet(plugin, { size: 64 }, { cacheDir: join(root, 'real'), dataDir: path });
    expect([real.classes.length, ...new Set(real.counts.train), ...new Set(real.counts.test)]).toEqual([16, 900, 100]);
    expect(real.notes).toEqual([
      'Images identical to one of another class: 1 (images/train/i/ice_skating_rink/outdoor/00000200.jpg is images/train/c/courtyard/00000363.jpg).',
      'Resized to 64 x 64, centre crop to the shape, then area average in whole numbers: 16,000 images (16,000 of 128 x 128).',
    ]);
    expect(real.fingerprint).toBe('8ecd1b502c35a8d9d493172af2f51b482d7bedab992285b5d7ca8676152444eb');
  });
});
