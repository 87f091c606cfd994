import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SeedbedError } from '../errors.js';
import { filesBelow, temporaryFolders } from '../testing/caches.js';
import { exampleImages, exampleRows } from '../testing/example.js';
import example from '../testing/example-plugin.js';
import type { Content, DatasetPlugin, GivenExample, OpenContext, Source } from './contract.js';
import { openDataset, type OpeningContext } from './open-dataset.js';
import { packedPath } from './packed.js';

const folders = temporaryFolders();
afterEach(() => {
  vi.restoreAllMocks();
  folders.remove();
});

const description = { plugin: 'example', version: '1', origin: '1', options: {}, skipDamaged: false };
const pluginOf = (source: unknown): DatasetPlugin => ({ ...example, open: async () => source as Source });
const of = (content: unknown, origin = '1') => pluginOf({ origin, content: async () => content });
const open = (plugin: DatasetPlugin, cacheDir = folders.make(), more: Partial<OpeningContext> = {}) =>
  openDataset(plugin, {}, { cacheDir, ...more });

/** A plugin whose `content` is called so often. */
const counting = (content = exampleImages()) => {
  const asked = vi.fn(async () => content);
  return { plugin: pluginOf({ origin: '1', content: asked }), asked };
};

async function refusal(opening: Promise<unknown>): Promise<SeedbedError> {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SeedbedError);
  expect((error as SeedbedError).message).toMatch(/^data set "example": /);
  return error as SeedbedError;
}

describe('what a plugin says of its set is refused by name:', () => {
  const images = exampleImages();
  const rows = exampleRows();
  const fails = (): never => {
    throw new Error('none today');
  };
  test.each<[string, unknown, RegExp]>([
    ['no source', undefined, /open\(\) gave undefined, and no source with origin and content\(\)/],
    ['a data set of contract 1', { image: {}, classes: [], readImage: () => undefined }, /open\(\) gave an object, and no source/], // prettier-ignore
    ['no origin', { content: async () => images }, /origin is undefined, and not text/],
    ['an empty origin', { origin: ' ', content: async () => images }, /origin is empty/],
    ['an origin that fails', { get origin() { return fails(); }, content: async () => images }, /open\(\) failed, none today/], // prettier-ignore
  ])('%s', async (_, source, message) => {
    const error = await refusal(open(pluginOf(source)));
    expect(error.message).toMatch(message);
    expect(error.exitCode).toBe(1);
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /content\(\) gave undefined, and not an object/],
    ['no examples()', { ...images, examples: [] }, /examples is a list of 0, and not a function/],
    ['classes and targets', { ...images, targets: rows.targets }, /both classes and numeric targets: one of the two/],
    ['grouped as text', { ...rows, grouped: 'yes' }, /grouped is "yes", and neither true nor false/],
    ['no inputs', { ...images, inputs: undefined }, /inputs is undefined, and not an object with shape and type/],
    ['inputs of doubles', { ...rows, inputs: { shape: [3], type: 'float64' } }, /inputs.type is "float64", and neither "uint8" nor "float32"/], // prettier-ignore
    ['a shape of text', { ...rows, inputs: { shape: '3', type: 'float32' } }, /inputs.shape is "3", and not a list/],
    ['a shape without an extent', { ...rows, inputs: { shape: [], type: 'float32' } }, /inputs.shape is empty/],
    ['a width of zero', { ...images, inputs: { shape: [2, 0, 3], type: 'uint8' } }, /inputs.shape\[1\] is 0, and not a whole number from 1/], // prettier-ignore
    ['half a row', { ...images, inputs: { shape: [2.5], type: 'uint8' } }, /inputs.shape\[0\] is 2.5/],
    [
      'a hole in the shape',
      { ...images, inputs: { shape: Array(2), type: 'uint8' } },
      /inputs.shape\[0\] is undefined/,
    ],
    ['nine axes', { ...images, inputs: { shape: Array(9).fill(1), type: 'uint8' } }, /inputs.shape is a list of 9: more/], // prettier-ignore
    ['huge examples', { ...images, inputs: { shape: [40_000, 40_000, 3], type: 'uint8' } }, /40000 x 40000 x 3 values is larger than 64 MiB/], // prettier-ignore
    ['huge rows', { ...rows, inputs: { shape: [2 ** 24 + 1], type: 'float32' } }, /16777217 values is larger than 64 MiB/], // prettier-ignore
    ['a name of a column too few', { ...rows, columns: ['a', 'b'] }, /columns has 2 names, and a row has 3 values/],
    ['a name of a column too many', { ...rows, columns: Array(4).fill('a') }, /columns has 4 names, and a row has 3 values/], // prettier-ignore
    ['names of columns in one text', { ...rows, columns: 'abc' }, /columns is "abc", and not a list/],
    ['a column without a name', { ...rows, columns: ['a', '', 'c'] }, /columns\[1\] is empty/],
    ['a column by its number', { ...rows, columns: ['a', 'b', 3] }, /columns\[2\] is 3, and not text/],
    ['names of columns of images', { ...images, columns: ['a', 'b'] }, /columns names the values of a row, and an example has 2 x 2 x 3/], // prettier-ignore
    ['classes that are no list', { ...images, classes: 'ab' }, /classes is "ab", and not a list/],
    ['no classes', { ...images, classes: [] }, /it has no classes/],
    ['a class that is no text', { ...images, classes: ['a', 7] }, /classes\[1\] is 7, and not text/],
    ['a class with an empty name', { ...images, classes: ['a', ' '] }, /classes\[1\] is empty/],
    ['a class of half a character', { ...images, classes: ['a', '\ud800'] }, /classes\[1\] is .*no text/],
    ['a class of two lines', { ...images, classes: ['a', 'b\nc'] }, /no text/],
    ['one class twice', { ...images, classes: ['a', 'a'] }, /classes 0 and 1 have the same name, "a"/],
    ['one name in two spellings', { ...images, classes: ['k\u00e4se', 'ka\u0308se'] }, /classes 0 and 1 have the same name/], // prettier-ignore
    ['no targets in a list', { ...rows, targets: [] }, /targets is empty: leave it out/],
    ['a target that is a name', { ...rows, targets: ['length'] }, /targets\[0\] is "length", and not an object with a name/], // prettier-ignore
    ['a target without a name', { ...rows, targets: [{ unit: 'mm' }] }, /targets\[0\].name is undefined/],
    ['a unit that is no text', { ...rows, targets: [{ name: 'a', unit: 7 }] }, /targets\[0\].unit is 7/],
    ['one target twice', { ...rows, targets: [{ name: 'a' }, { name: 'a' }] }, /targets 0 and 1 have the same name/],
    ['classes that fail', { ...images, get classes() { return fails(); } }, /content\(\) failed, none today/], // prettier-ignore
    ['no notes', { ...images, examples: async (add: never) => void (await images.examples(add)) }, /notes of examples\(\) is undefined, and not a list/], // prettier-ignore
    ['a note that is no text', exampleImages({ notes: [7 as never] }), /notes of examples\(\)\[0\] is 7/],
    ['no training examples', exampleRows({ change: (all) => all.filter(({ part }) => part !== 'train') }), /examples\(\) added none to train on/], // prettier-ignore
    ['no examples', { ...images, examples: async () => [] }, /examples\(\) added none/],
  ])('%s', async (_, content, message) => {
    const cacheDir = folders.make();
    const error = await refusal(open(of(content), cacheDir));
    expect(error.message).toMatch(message);
    expect(error.exitCode).toBe(1);
    expect(filesBelow(cacheDir)).toEqual([]);
  });
});

describe('an example is refused by name, with its number:', () => {
  const of3 = (numbers: readonly number[]) => Float32Array.from(numbers);
  test.each<[string, 'images' | 'rows', unknown, RegExp]>([
    ['nothing', 'images', undefined, /add\(\) was given undefined/],
    ['a part of its own', 'images', { part: 'holdout' }, /part is "holdout"; there are train, test, validation/],
    ['no part', 'images', { part: undefined }, /part is undefined/],
    ['a class that is not there', 'images', { class: 3 }, /class is 3; there are 3, from 0/],
    ['a class by its name', 'images', { class: 'a' }, /class is "a"/],
    ['half a class', 'images', { class: 0.5 }, /class is 0.5/],
    ['no class', 'images', { class: undefined }, /class is undefined/],
    ['a list for values', 'images', { values: Array(12).fill(0) }, /values is a list of 12, and no Uint8Array, as inputs.type says/], // prettier-ignore
    ['numbers for bytes', 'images', { values: new Float32Array(12) }, /values is an object, and no Uint8Array/],
    ['bytes for numbers', 'rows', { values: new Uint8Array(3) }, /values is an object, and no Float32Array/],
    ['doubles', 'rows', { values: new Float64Array(3) }, /no Float32Array/],
    ['a value too few', 'images', { values: new Uint8Array(11) }, /it has 11 values, and 2 x 2 x 3 are 12/],
    ['a value too many', 'rows', { values: new Float32Array(4) }, /it has 4 values, and 3 are 3/],
    ['a missing value', 'rows', { values: of3([0, NaN, 1]) }, /value 1 is NaN: it must be a finite number/],
    ['a value that is too large', 'rows', { values: of3([0, 1, 1e39]) }, /value 2 is Infinity/],
    ['no targets', 'rows', { targets: undefined }, /targets is undefined, and no list of numbers/],
    ['a single target', 'rows', { targets: [1] }, /it has 1 targets, and the set has 2/],
    ['a missing target', 'rows', { targets: [1, null] }, /target 1 is null: it must be a finite number/],
    ['a target of text', 'rows', { targets: ['1', 2] }, /target 0 is "1"/],
    ['a target of NaN', 'rows', { targets: Float64Array.of(NaN, 2) }, /target 0 is NaN/],
    ['a target that is too large', 'rows', { targets: [1, -1e39] }, /target 1 is -1e\+39: .* in single precision/],
    ['no group', 'rows', { group: undefined }, /group is undefined, and not a whole number from 0/],
    ['a negative group', 'rows', { group: -1 }, /group is -1/],
    ['a group by its name', 'rows', { group: 'anna' }, /group is "anna"/],
    ['a group that is too large', 'rows', { group: 2 ** 32 }, /group is 4294967296/],
    ['a part that fails', 'rows', { get part() { throw new Error('no part today'); } }, /examples\(\) failed, no part today/], // prettier-ignore
  ])('%s', async (_, kind, change, message) => {
    const given = (all: GivenExample[]) =>
      all.map((each, index) => {
        if (index !== 5) return each;
        return change === undefined ? undefined : Object.defineProperties({ ...each }, Object.getOwnPropertyDescriptors(change as object)); // prettier-ignore
      }) as GivenExample[];
    const content = kind === 'images' ? exampleImages({ change: given }) : exampleRows({ change: given });
    const cacheDir = folders.make();
    const { message: said } = await refusal(open(of(content), cacheDir));
    expect(said).toMatch(message);
    if (!said.includes('failed')) expect(said).toContain('example 5: ');
    expect(filesBelow(cacheDir)).toEqual([]);
  });

  test('also where the plugin goes on as if nothing had been', async () => {
    const content = exampleImages();
    const examples: Content['examples'] = async (add) => {
      const careless = (each: GivenExample) => {
        try {
          add(each.class === 1 ? { ...each, values: new Uint8Array(1) } : each);
        } catch {
          // The next one, then.
        }
      };
      return content.examples(careless);
    };
    expect((await refusal(open(of({ ...content, examples })))).message).toContain('example 4: it has 1 values');
  });

  test('where it comes when all are there', async () => {
    const { examples, ...content } = exampleImages();
    const late: (() => void)[] = [];
    const hurried: Content['examples'] = async (add) => {
      const notes = await examples(add);
      late.push(() => add({ part: 'train', class: 0, values: new Uint8Array(12) }));
      return notes;
    };
    const dataset = await open(of({ ...content, examples: hurried }));
    expect(dataset.counts.train).toEqual([4, 3, 2]);
    expect(late[0]).toThrow('an example was added after examples() had ended');
  });
});

test.each([
  ['text', /open\(\) threw "text", which is no error/],
  [undefined, /open\(\) threw undefined/],
  [{ code: 7 }, /open\(\) threw an object/],
  [new Error('disk'), /open\(\) failed, disk/],
])('open() that throws %s is refused by name', async (thrown, message) => {
  const throws = (): never => {
    throw thrown;
  };
  const error = await refusal(open({ ...example, open: throws }));
  expect(error.message).toMatch(message);
  expect([error.code, error.exitCode]).toEqual(['SB_DATASET_FAILED', 1]);
});

test('a source is closed at the end, also after an error, and what Seedbed says of missing data stays as it is', async () => {
  const close = vi.fn(() => Promise.reject(new Error('it cannot be closed')));
  const cacheDir = folders.make();
  const source = { origin: '1', content: async () => exampleImages(), close };
  (await open(pluginOf(source), cacheDir)).close();
  await open(pluginOf({ ...source, content: () => Promise.reject(new Error('nothing')) }), cacheDir);
  expect(close).toHaveBeenCalledTimes(2);
  const missing = new SeedbedError('SB_DATA_MISSING', 'no data');
  const fails = pluginOf({ origin: '2', content: () => Promise.reject(missing), close });
  await expect(open(fails, cacheDir)).rejects.toBe(missing);
  await expect(open(pluginOf({ origin: 7, content: source.content, close }))).rejects.toThrow('origin is 7');
  expect(close).toHaveBeenCalledTimes(4);
});

test('a plugin is told where to look, what to leave out and whom to tell', async () => {
  const onProgress = vi.fn();
  const told: OpenContext[] = [];
  const plugin = { ...example, open: (options: unknown, context: OpenContext) => (told.push(context), example.open(options, context)) }; // prettier-ignore
  const cacheDir = folders.make();
  await open(plugin, cacheDir, { dataDir: 'here', skipDamaged: true, onProgress, holdUpTo: 0 });
  await open(plugin, cacheDir);
  expect(told).toEqual([{ cacheDir, dataDir: 'here', skipDamaged: true, onProgress }, { cacheDir, skipDamaged: false }]); // prettier-ignore
  expect(onProgress).toHaveBeenLastCalledWith(15, 15);
});

describe('a set is packed', () => {
  test('once, then opened', async () => {
    const cache = folders.make();
    const { plugin, asked } = counting();
    const [first, second] = [await open(plugin, cache), await open(plugin, cache)];
    expect(asked).toHaveBeenCalledOnce();
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(filesBelow(cache)).toEqual([packedPath(cache, description)]);
  });

  test('apart for each version, edition and option, and with damaged examples left out', async () => {
    const names = [
      description,
      { ...description, version: '2' },
      { ...description, options: { crop: true } },
      { ...description, origin: 'example@2' },
      { ...description, skipDamaged: true },
    ].map((other) => packedPath('cache', other));
    expect(new Set(names).size).toBe(names.length);
  });

  test('also where nobody will read its examples', async () => {
    const cache = folders.make();
    const { plugin, asked } = counting(exampleRows());
    const identity = await open(plugin, cache, { identityOnly: true });
    expect(() => identity.readInputs('train', 0, 0, new Float32Array(3), 0)).toThrow('identity alone');
    expect((await open(plugin, cache)).fingerprint).toBe(identity.fingerprint);
    expect(asked).toHaveBeenCalledOnce();
  });

  test('again where the file is damaged, which is named', async () => {
    const cache = folders.make();
    const { fingerprint } = await open(of(exampleImages()), cache);
    const path = packedPath(cache, description);
    fs.truncateSync(path, 100);
    const onDamaged = vi.fn();
    expect((await open(of(exampleImages()), cache, { onDamaged })).fingerprint).toBe(fingerprint);
    expect(onDamaged.mock.calls).toEqual([[expect.objectContaining({ message: expect.stringContaining(path) })]]);
    fs.truncateSync(path, 100);
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    await open(of(exampleImages()), cache);
    expect(warned.mock.calls).toEqual([[expect.stringMatching(/is damaged, .*; it is packed again$/), { code: 'SB_DATA_DAMAGED' }]]); // prettier-ignore
  });

  test('and not taken for another', async () => {
    const cache = folders.make();
    await open(of(exampleImages()), cache);
    const other = { ...description, origin: 'other' };
    fs.renameSync(packedPath(cache, description), packedPath(cache, other));
    const onDamaged = vi.fn();
    await open(of(exampleImages(), 'other'), cache, { onDamaged });
    expect(onDamaged).toHaveBeenCalledOnce();
  });

  test('by many at once', async () => {
    const cache = folders.make();
    const all = await Promise.all([1, 2, 3].map(() => open(of(exampleRows()), cache)));
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(filesBelow(cache)).toHaveLength(1);
  });

  test('unless the file cannot be read, or the cache is no folder', async () => {
    const cache = folders.make();
    fs.mkdirSync(packedPath(cache, description));
    const unreadable = { code: 'SB_DATA_READ', exitCode: 4 };
    await expect(open(of(exampleImages()), cache)).rejects.toMatchObject(unreadable);
    const file = join(cache, 'file');
    fs.writeFileSync(file, '');
    const unwritable = { code: 'SB_DATA_WRITE', exitCode: 4 };
    await expect(open(of(exampleImages()), join(file, 'x'))).rejects.toMatchObject(unwritable);
  });

  test('and what a killed writer left an hour ago is removed, but nothing that is being written', async () => {
    const cache = folders.make();
    const path = packedPath(cache, description);
    const [old, fresh] = [`${path}.1-a.tmp`, `${path}.2-b.tmp`];
    for (const each of [old, fresh]) fs.writeFileSync(each, 'half');
    fs.utimesSync(old, 0, 0);
    await open(of(exampleImages()), cache);
    expect(filesBelow(cache)).toEqual([path, fresh].sort());
  });
});
