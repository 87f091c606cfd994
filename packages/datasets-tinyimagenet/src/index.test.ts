import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetConformance } from '@seedbed/core/testing';
import {
  type Files,
  inFolder,
  openSet,
  tarGzOf,
  tarOf,
  withRealData,
  writeFolder,
  zipOf,
} from '@seedbed/datasets-images/testing';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import plugin from './index.js';
import { smallSet } from './testing/small-set.js';

const root = fs.mkdtempSync(join(tmpdir(), 'seedbed-tinyimagenet-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const set = await smallSet();
const dataDir = writeFolder(join(root, 'set'), set);
const archive = (name: string, bytes: Uint8Array) => {
  fs.writeFileSync(join(root, name), bytes);
  return join(root, name);
};
const packed = inFolder('tiny-imagenet-200', set);
const backwards = Object.fromEntries(Object.entries(packed).reverse());
const holder = join(root, 'holder');
fs.mkdirSync(holder);
fs.writeFileSync(join(holder, 'tiny-imagenet-200.tar'), await tarOf(packed));

datasetConformance(plugin, {
  module: new URL('./index.js', import.meta.url),
  examples: [
    { part: 'train', class: 'n03 whistle', item: 0, digest: '30df7660a3852b93' },
    { part: 'train', class: 'n01 tarantula', item: 1, digest: '9bcfcd84d148a213' },
    { part: 'train', class: 'n02 European fire salamander', item: 2, digest: 'e97d08636478dd11' },
  ],
  context: { dataDir },
  sameFrom: [
    archive('tiny-imagenet-200.zip', await zipOf(packed)),
    archive('tiny.tar', await tarOf(set)),
    archive('any-name', await tarGzOf(backwards)),
    holder,
  ],
});

const whole = await openSet(plugin, {}, { cacheDir: join(root, 'cache'), dataDir });

describe('a set that is not as it should be', () => {
  const folder = join(root, 'changed');
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  const open = (changes: Files, removed: readonly string[] = []) => {
    const kept = Object.entries(set).filter(([name]) => !removed.includes(name));
    writeFolder(folder, { ...Object.fromEntries(kept), ...changes });
    return openSet(plugin, {}, { cacheDir: join(root, 'cache'), dataDir: folder });
  };

  test('the whole one has the names of words.txt, in the order of wnids.txt', () => {
    expect(whole.classes).toEqual(['n03 whistle', 'n01 tarantula', 'n02 European fire salamander']);
    expect(whole.counts).toEqual({ train: [5, 5, 5], test: [2, 2, 2], validation: [0, 0, 0] });
    expect(whole.notes).toEqual(['Widened to three channels: 1 grey image.']);
  });

  test('CRLF line ends, a byte order mark and lists in another order change nothing', async () => {
    const crlf = (name: string) => String(set[name]).replaceAll('\n', '\r\n');
    const shuffled = String(set['val/val_annotations.txt']).trim().split('\n').reverse().join('\r\n');
    const other = await open({
      'wnids.txt': `\ufeff${crlf('wnids.txt')}`,
      'words.txt': crlf('words.txt'),
      'val/val_annotations.txt': shuffled,
    });
    expect(other.fingerprint).toBe(whole.fingerprint);
  });

  test('stray files are ignored and named, unlabelled test images are not used', async () => {
    const image = set['val/images/val_0.JPEG']!;
    const strays = { '.DS_Store': 'x', 'train/n01/images/._n01_0.JPEG': 'x', 'test/images/test_0.JPEG': image, 'README': 'x' }; // prettier-ignore
    const { fingerprint, notes } = await open(strays);
    expect(fingerprint).toBe(whole.fingerprint);
    expect(notes).toContain('Ignored: 1 file that the set does not name (README).');
    expect(notes).toContain('Ignored, hidden or left by programs: 2 files and folders (.DS_Store, train/n01/images/._n01_0.JPEG).'); // prettier-ignore
    expect(notes).toContain('Not used: 1 images of test, whose labels are not published.');
  });

  test('images that lists name and that are not there are counted by class', async () => {
    const gone = ['train/n01/images/n01_1.JPEG', 'train/n01/images/n01_4.JPEG', 'val/images/val_3.JPEG'];
    const { counts, notes, fingerprint } = await open({}, gone);
    expect(counts).toEqual({ train: [5, 3, 5], test: [1, 2, 2], validation: [0, 0, 0] });
    expect(fingerprint).not.toBe(whole.fingerprint);
    expect(notes).toEqual(
      expect.arrayContaining([
        'Absent: 2 images that train/<wnid>_boxes.txt names (n01 tarantula 2).',
        'Absent: 1 image that val/val_annotations.txt names (n03 whistle 1).',
      ]),
    );
  });

  test('a class without images is left out by name', async () => {
    const { classes, notes } = await open({ 'wnids.txt': 'n03\nn01\nn09\nn02\n' });
    expect(classes).toEqual(whole.classes);
    expect(notes).toContain('Left out, without training or without test images: 1 of 4 classes (n09 nothing to see).');
  });

  describe('copies whose validation images are sorted by class are the same set', () => {
    const labels = new Map(String(set['val/val_annotations.txt']).trim().split('\n').map((line) => line.split('\t') as [string, string])); // prettier-ignore
    const sorted = (place: (id: string, file: string) => string) =>
      Object.fromEntries([...labels].map(([file, id]) => [place(id, file), set[`val/images/${file}`]!]));
    const published = [...labels.keys()].map((file) => `val/images/${file}`);
    const places: [string, (id: string, file: string) => string][] = [
      ['val/<wnid>/images', (id, file) => `val/${id}/images/${file}`],
      ['val/<wnid>', (id, file) => `val/${id}/${file}`],
      ['val/images/<wnid>', (id, file) => `val/images/${id}/${file}`],
    ];

    test.each(places)('%s, with and without the list', async (_, place) => {
      expect((await open(sorted(place), published)).fingerprint).toBe(whole.fingerprint);
      fs.rmSync(folder, { recursive: true });
      const { fingerprint, notes } = await open(sorted(place), [...published, 'val/val_annotations.txt']);
      expect(fingerprint).toBe(whole.fingerprint);
      expect(notes).toContain('Derived: val/val_annotations.txt is not there, so the folders of val are the labels.');
    });

    test.each(places)('%s, beside the images as they were published', async (_, place) => {
      const { fingerprint, notes } = await open(sorted(place));
      expect(fingerprint).toBe(whole.fingerprint);
      expect(notes).toContainEqual(expect.stringMatching(/^Ignored: 6 files that the set does not name/));
    });
  });

  test('the list of validation images may lie beside val', async () => {
    const list = 'val/val_annotations.txt';
    const { fingerprint } = await open({ 'val_annotations.txt': set[list]! }, [list]);
    expect(fingerprint).toBe(whole.fingerprint);
  });

  test('without words classes are named by their ids, and a note says so', async () => {
    const { classes, notes } = await open({}, ['words.txt']);
    expect(classes).toEqual(['n03', 'n01', 'n02']);
    expect(notes).toContain('Named by their ids alone: 3 of 3 classes, since words.txt is not there.');
    fs.rmSync(folder, { recursive: true });
    const few = await open({ 'words.txt': 'n01\ttarantula\n' });
    expect(few.classes).toEqual(['n03', 'n01 tarantula', 'n02']);
    expect(few.notes).toContain('Named by their ids alone: 2 of 3 classes, since words.txt says nothing about n03, n02.'); // prettier-ignore
  });

  test('without a list of classes they are the folders of train', async () => {
    const { classes, notes } = await open({}, ['wnids.txt']);
    expect(classes).toEqual(['n01 tarantula', 'n02 European fire salamander', 'n03 whistle']);
    expect(notes).toContainEqual(expect.stringMatching(/^Derived: wnids\.txt is not there/));
  });

  test('classes that the list lacks are taken from the folders of train, behind the others', async () => {
    const { classes, counts, notes } = await open({ 'wnids.txt': 'n02\n' });
    expect(classes).toEqual(['n02 European fire salamander', 'n01 tarantula', 'n03 whistle']);
    expect(counts).toEqual(whole.counts);
    expect(notes).toContain('Taken from the folders of train: 2 of 3 classes, since wnids.txt does not name them (n01, n03).'); // prettier-ignore
  });

  test('without any list, folders are all there is', async () => {
    const lines = String(set['val/val_annotations.txt']).trim().split('\n').map((line) => line.split('\t') as [string, string]); // prettier-ignore
    const sorted = Object.fromEntries(lines.map(([file, id]) => [`val/${id}/${file}`, set[`val/images/${file}`]!]));
    const lists = ['wnids.txt', 'words.txt', 'val/val_annotations.txt'];
    const { classes, counts, notes } = await open(sorted, [...lists, ...lines.map(([file]) => `val/images/${file}`)]);
    expect(classes).toEqual(['n01', 'n02', 'n03']);
    expect(counts).toEqual(whole.counts);
    for (const list of ['wnids.txt', 'val/val_annotations.txt']) expect(notes).toContainEqual(expect.stringContaining(`Derived: ${list} is not there`)); // prettier-ignore
  });

  test('an image that the list names twice is counted once', async () => {
    const list = String(set['val/val_annotations.txt']);
    const { fingerprint, notes } = await open({ 'val/val_annotations.txt': `${list}${list}` });
    expect(fingerprint).toBe(whole.fingerprint);
    expect(notes).toContainEqual(expect.stringMatching(/^Named twice or more, counted once: 6 images/));
  });

  test.each([
    [
      'its list says nothing and its folders neither',
      {},
      ['val/val_annotations.txt'],
      /val_annotations\.txt: is not there, and the images of val are not in folders by class/,
    ],
    [
      'list and folder differ',
      { 'val/n01/val_0.JPEG': 'x' },
      ['val/images/val_0.JPEG'],
      /calls val_0\.JPEG n03, and it lies in the folder n01/,
    ],
    [
      'an annotation is no line of one',
      { 'val/val_annotations.txt': 'val_0.JPEG n01' },
      [],
      /is not a file and its class/,
    ],
    [
      'a list has no end',
      { 'val/val_annotations.txt': `${'val_0.JPEG\tn01\n'.repeat(200_000)}val_0.JPEG` },
      [],
      /"val_0.JPEG" is not a file and its class/,
    ],
  ] as const)('it is refused when %s', async (_, changes, removed, message) => {
    await expect(open(changes, removed)).rejects.toMatchObject({ code: 'SB_DATA_LAYOUT', exitCode: 2, message: expect.stringMatching(message) }); // prettier-ignore
  });

  test('without data, or with none of it, it says how to obtain them', async () => {
    const missing = { code: 'SB_DATA_MISSING', exitCode: 2, hint: expect.stringMatching(/tiny-imagenet-200\.zip/) };
    const context = { cacheDir: join(root, 'cache') };
    await expect(openSet(plugin, {}, context)).rejects.toMatchObject(missing);
    await expect(openSet(plugin, {}, { ...context, dataDir: join(root, 'nowhere') })).rejects.toMatchObject(missing);
    const empty = join(root, 'empty');
    fs.mkdirSync(empty);
    await expect(openSet(plugin, {}, { ...context, dataDir: empty })).rejects.toMatchObject(missing);
  });

  test('of two archives it asks which one', async () => {
    const two = join(root, 'two');
    fs.mkdirSync(two);
    for (const name of ['tiny-imagenet-40.tar.gz', 'tiny-imagenet-200.zip']) fs.writeFileSync(join(two, name), '');
    const opening = openSet(plugin, {}, { cacheDir: join(root, 'cache'), dataDir: two });
    await expect(opening).rejects.toMatchObject({ code: 'SB_DATA_SEVERAL', exitCode: 2 });
  });

  test('what is packed is found again by content, wherever it lies, and unchanged files are not read again', async () => {
    const cacheDir = join(root, 'found-again');
    const steps: string[] = [];
    const onProgress = (_done: number, _total: number, what = 'packing') => void steps.push(what);
    const copy = fs.mkdtempSync(join(root, 'copy-'));
    writeFolder(copy, set);
    // Older than the two seconds in which a change could go unseen.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    (await openSet(plugin, {}, { cacheDir, dataDir: copy, onProgress })).close();
    expect(steps).toContain('packing');
    steps.length = 0;
    (await openSet(plugin, {}, { cacheDir, dataDir: copy, onProgress })).close();
    expect(steps).toEqual([]);
    (await openSet(plugin, {}, { cacheDir, dataDir: join(root, 'any-name'), onProgress })).close();
    // An archive's digests are known once it is unpacked.
    expect(new Set(steps)).toEqual(new Set(['unpacking']));
    expect(fs.readdirSync(cacheDir).filter((name) => name.endsWith('.packed'))).toHaveLength(1);
  });
});

withRealData('tiny-imagenet-40.tar.gz', (path) => {
  test('the real images have the fingerprint on record', { timeout: 600_000 }, async () => {
    const real = await openSet(plugin, {}, { cacheDir: join(root, 'real'), dataDir: path });
    expect([real.classes.length, ...new Set(real.counts.train), ...new Set(real.counts.test)]).toEqual([40, 500, 50]);
    expect(real.notes).toEqual([
      'Images identical to one of another class: 2 (train/n07871810/images/n07871810_437.JPEG is train/n07711569/images/n07711569_60.JPEG, train/n07871810/images/n07871810_330.JPEG is train/n07711569/images/n07711569_95.JPEG).',
      'Widened to three channels: 342 grey images.',
    ]);
    expect(real.fingerprint).toBe('60be9af2b37213fb278f493055dc4ba8668c7aaf4a9cb7007fd474029810c73d');
  });
});
