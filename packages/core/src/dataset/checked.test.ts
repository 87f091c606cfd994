import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SeedbedError } from '../errors.js';
import { temporaryFolders } from '../testing/caches.js';
import { checkedPlugin } from './checked.js';
import { type Dataset, defineDataset } from './contract.js';
import { recomputeFingerprint } from './each-image.js';
import { openOrPack } from './packed.js';

/** Two classes of 2 x 2 grey images, made up; `change` alters what is answered, before its fingerprint is computed. */
function answer(change: Partial<Dataset> = {}): Dataset {
  const dataset: Dataset = {
    image: { height: 2, width: 2, channels: 1 },
    classes: ['a', 'b'],
    counts: { train: [3, 2], test: [1, 2] },
    fingerprint: '0'.repeat(64),
    notes: ['Nothing is odd.'],
    readImage: (part, classIndex, item, target, offset) =>
      target.set([part === 'test' ? 9 : 0, classIndex, item, 7], offset),
    close: () => undefined,
    ...change,
  };
  return { ...dataset, fingerprint: recomputeFingerprint(dataset) };
}

const openOf = (open: () => unknown) =>
  checkedPlugin(
    defineDataset({
      name: 'liar',
      version: '1',
      about: { title: 'Liar', licence: 'MIT', citation: 'Nobody, 2026', obtain: 'It is made up.' },
      options: z.strictObject({}),
      open: async () => open() as Dataset,
    }),
  ).open({}, { cacheDir: '' });

const { readImage: right } = answer();
let calls = 0;

test('a data set that keeps the contract is what it was', async () => {
  const dataset = await openOf(() => answer());
  const { image, classes, counts, fingerprint, notes } = answer();
  expect(dataset).toMatchObject({ image, classes, counts, fingerprint, notes });
  const target = new Uint8Array(6).fill(77);
  dataset.readImage('train', 1, 1, target, 1);
  expect([...target]).toEqual([77, 0, 1, 1, 7, 77]);
});

test.each<[string, (it: Dataset) => unknown, RegExp]>([
  ['nothing', () => undefined, /open\(\) answered undefined, and not a data set/],
  ['no readImage', (it) => ({ ...it, readImage: 7 }), /readImage is 7/],
  ['no close', (it) => ({ ...it, close: undefined }), /close is undefined/],
  ['no image', (it) => ({ ...it, image: null }), /image is null/],
  ['a height of text', (it) => ({ ...it, image: { ...it.image, height: '2' } }), /image.height is "2"/],
  ['a width of zero', (it) => ({ ...it, image: { ...it.image, width: 0 } }), /image.width is 0/],
  ['two channels', (it) => ({ ...it, image: { ...it.image, channels: 2 } }), /channels is 2, and neither 1 nor 3/],
  ['a huge image', (it) => ({ ...it, image: { height: 40_000, width: 40_000, channels: 3 } }), /larger than 64 MiB/],
  ['classes that are no list', (it) => ({ ...it, classes: 'ab' }), /classes is "ab", and not a list/],
  ['no classes', (it) => ({ ...it, classes: [] }), /it has no classes/],
  ['a class that is no text', (it) => ({ ...it, classes: ['a', 7] }), /classes\[1\] is 7, and not text/],
  ['a class with an empty name', (it) => ({ ...it, classes: ['a', ' '] }), /classes\[1\] is empty/],
  ['a class of half a character', (it) => ({ ...it, classes: ['a', '\ud800'] }), /no text/],
  ['a class of two lines', (it) => ({ ...it, classes: ['a', 'b\nc'] }), /no text/],
  ['one class twice', (it) => ({ ...it, classes: ['a', 'a'] }), /classes 0 and 1 have the same name, "a"/],
  ['one name in two spellings', (it) => ({ ...it, classes: ['k\u00e4se', 'ka\u0308se'] }), /have the same name/],
  ['no counts', (it) => ({ ...it, counts: undefined }), /counts is undefined/],
  ['no test counts', (it) => ({ ...it, counts: { train: [1, 1] } }), /counts.test is undefined, and not a list/],
  ['a count too few', (it) => ({ ...it, counts: { ...it.counts, train: [3] } }), /counts.train has 1 numbers for 2/],
  ['a count of NaN', (it) => ({ ...it, counts: { ...it.counts, test: [NaN, 1] } }), /counts.test\[0\] is NaN/],
  ['a negative count', (it) => ({ ...it, counts: { ...it.counts, test: [-1, 1] } }), /counts.test\[0\] is -1/],
  ['half an image', (it) => ({ ...it, counts: { ...it.counts, train: [0.5, 1] } }), /counts.train\[0\] is 0.5/],
  ['a hole in counts', (it) => ({ ...it, counts: { ...it.counts, train: Array(2) } }), /counts.train\[0\] is undefined/], // prettier-ignore
  ['endless images', (it) => ({ ...it, counts: { ...it.counts, train: [1e12, 1] } }), /more than 100000000/],
  ['no test images', (it) => ({ ...it, counts: { ...it.counts, test: [0, 0] } }), /test has no images/],
  ['a fingerprint of one letter', (it) => ({ ...it, fingerprint: 'x' }), /fingerprint is "x", and not 64/],
  ['a fingerprint of capitals', (it) => ({ ...it, fingerprint: 'A'.repeat(64) }), /and not 64 hexadecimal/],
  ['a fingerprint of nothing here', (it) => ({ ...it, fingerprint: '7'.repeat(64) }), /that of its pixels is [0-9a-f]{64}/], // prettier-ignore
  ['notes that are no list', (it) => ({ ...it, notes: 'none' }), /notes is "none"/],
  ['other counts each time', (it) => ({ ...it, get counts() { return { train: [++calls, 1], test: [1, 1] }; } }), /when it is asked again/], // prettier-ignore
  ['a getter that fails', (it) => ({ ...it, get notes() { throw new Error('no notes today'); } }), /no notes today/], // prettier-ignore
])('%s is refused by name', async (_, change, message) => {
  const error = await openOf(() => change(answer())).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SeedbedError);
  expect((error as SeedbedError).message).toMatch(/^data set "liar": /);
  expect((error as SeedbedError).message).toMatch(message);
});

test.each<[string, Dataset['readImage'], RegExp]>([
  ['an async one', (async (...words) => right(...words)) as Dataset['readImage'], /answered a promise/],
  ['one that writes nothing', () => undefined, /did not write byte 0 of the image/],
  ['one that writes half', (_p, c, _i, to, at) => to.set([1, c], at), /did not write byte 2/],
  ['one that ignores the offset', (p, c, i, to) => right(p, c, i, to, 0), /wrote outside of the image, before it/],
  ['one that writes on', (p, c, i, to, at) => (right(p, c, i, to, at), to.fill(0, at + 4)), /outside of the image, behind it/], // prettier-ignore
  ['one of other pixels each time', (_p, _c, _i, to, at) => to.set([++calls, 0, 0, 0], at), /other pixels when it is read/], // prettier-ignore
  ['one that throws text', () => { throw 'no'; }, /readImage\(\) of item 0 in class 0 of train threw "no"/], // prettier-ignore
  ['one that fails', () => { throw new TypeError('x is undefined'); }, /failed, x is undefined/], // prettier-ignore
])('as readImage %s is refused by name', async (_, readImage, message) => {
  await expect(openOf(() => ({ ...answer(), readImage }))).rejects.toThrow(message);
});

describe('an image is checked whenever it is read', () => {
  test('that it is there, and has room', async () => {
    const { readImage } = await openOf(() => answer());
    const target = new Uint8Array(4);
    expect(() => readImage('train', 2, 0, target, 0)).toThrow(RangeError);
    expect(() => readImage('train', 0, 3, target, 0)).toThrow(RangeError);
    expect(() => readImage('train', 0, NaN, target, 0)).toThrow(RangeError);
    expect(() => readImage('train', 0, 0, target, 1)).toThrow(RangeError);
  });

  test('that it was written: else it is the image that was read before', async () => {
    let silent = false;
    const readImage: Dataset['readImage'] = (...words) => (silent ? undefined : right(...words));
    const dataset = await openOf(() => ({ ...answer(), readImage }));
    silent = true;
    expect(() => dataset.readImage('train', 1, 0, new Uint8Array(4), 0)).toThrow(/did not write byte/);
  });

  test('and what looks like a mark is a pixel where it comes again', async () => {
    const readImage: Dataset['readImage'] = (_part, _class, item, target, offset) => target.fill(0xa5 - item, offset, offset + 4); // prettier-ignore
    const dataset = await openOf(() => answer({ readImage }));
    const target = new Uint8Array(4);
    dataset.readImage('train', 0, 0, target, 0);
    expect([...target]).toEqual([0xa5, 0xa5, 0xa5, 0xa5]);
  });
});

test.each([
  ['text', /open\(\) threw "text", which is no error/],
  [undefined, /open\(\) threw undefined/],
  [{ code: 7 }, /open\(\) threw an object/],
  [new Error('disk'), /open\(\) failed, disk/],
])(
  // prettier-ignore
  'open() that throws %s is refused by name',
  async (thrown, message) => {
    const opening = openOf(() => {
      throw thrown;
    });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toMatchObject({ code: 'SB_DATASET_FAILED', exitCode: 1 });
  },
);

test('where only what identifies a set is wanted, no image is read', async () => {
  const unread = (): never => {
    throw new Error('read');
  };
  const plugin = defineDataset({
    name: 'unread',
    version: '1',
    about: { title: 'Unread', licence: 'MIT', citation: 'Nobody, 2026', obtain: 'It is made up.' },
    options: z.strictObject({}),
    open: async () => ({ ...answer(), readImage: unread }),
  });
  const opened = await checkedPlugin(plugin).open({}, { cacheDir: '', identityOnly: true });
  expect(opened.counts).toEqual(answer().counts);
  await expect(checkedPlugin(plugin).open({}, { cacheDir: '' })).rejects.toThrow('failed, read');
});

test('a set that is refused is closed, and what Seedbed says of missing data stays as it is', async () => {
  let closed = 0;
  await expect(openOf(() => ({ ...answer(), notes: 7, close: () => void closed++ }))).rejects.toThrow();
  expect(closed).toBe(1);
  const missing = new SeedbedError('SB_DATA_MISSING', 'no data');
  await expect(openOf(() => Promise.reject(missing))).rejects.toBe(missing);
});

describe('of a set that core packed, what a plugin changed is checked, too', () => {
  const folders = temporaryFolders();
  afterAll(() => folders.remove());
  const image = { height: 2, width: 2, channels: 1 } as const;
  const of = { plugin: 'liar', version: '1', origin: 'made up', options: {}, image, classes: ['a', 'b'] };
  const packed = () =>
    openOrPack(folders.make(), of, async (add) => {
      for (const part of ['train', 'test'] as const)
        for (const index of [0, 1]) add(part, index, new Uint8Array(4).fill(10 + index));
      return { notes: [], source: '0'.repeat(64) };
    });

  test('it is taken as it is', async () => {
    await expect(openOf(packed)).resolves.toMatchObject({ classes: ['a', 'b'] });
  });

  test.each<[string, (it: Dataset) => unknown]>([
    ['readImage', (it) => Object.assign(it, { readImage: right })],
    ['the order of classes', (it) => (it.classes as string[]).reverse()],
    ['the fingerprint', (it) => Object.assign(it, { fingerprint: '0'.repeat(64) })],
  ])('%s', async (_, change) => {
    const changed = async () => {
      const it = await packed();
      change(it);
      return it;
    };
    await expect(openOf(changed)).rejects.toThrow(/its fingerprint is [0-9a-f]{64}, but that of its pixels is/);
  });
});
