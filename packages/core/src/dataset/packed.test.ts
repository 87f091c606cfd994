import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { temporaryFolders } from '../testing/caches.js';
import { exampleCounts, exampleImages, examplePixels, exampleRow, exampleRows, packContent } from '../testing/example.js'; // prettier-ignore
import { type Content, setParts } from './contract.js';
import { eachExample, recomputeFingerprint } from './each-example.js';
import { openingLine } from './packed-format.js';
import { openPacked } from './packed-reader.js';

const folders = temporaryFolders();
afterEach(() => {
  vi.restoreAllMocks();
  folders.remove();
});

const packed = async (content = exampleImages()) => {
  const path = join(folders.make(), 'deep', 'example.packed');
  await packContent(path, content);
  return path;
};

describe('a packed file', () => {
  test.each([
    ['held in memory', {}],
    ['read in ranges', { holdUpTo: 0 }],
  ])('gives every example back, %s', async (_, options) => {
    const images = openPacked(await packed(), options);
    eachExample(images, ({ part, classIndex, item, values }) => expect(values).toEqual(examplePixels(part, classIndex, item))); // prettier-ignore
    const { inputs, classes } = exampleImages();
    expect(images).toMatchObject({ inputs, classes, counts: exampleCounts, targets: 'class', grouped: false, notes: ['One is odd.'] }); // prettier-ignore
    const rows = openPacked(await packed(exampleRows()), options);
    let seen = 0;
    eachExample(rows, ({ part, item, values, targets, group }) => {
      expect({ values, targets, group }).toEqual(exampleRow(part, item));
      seen++;
    });
    expect(seen).toBe(14);
    const { targets, inputs: shape } = exampleRows();
    expect(rows).toMatchObject({ inputs: shape, classes: ['rows'], targets, grouped: true, counts: { train: [8], test: [4], validation: [2] } }); // prettier-ignore
    for (const dataset of [images, rows]) {
      expect(dataset.fingerprint).toBe(recomputeFingerprint(dataset));
      dataset.close();
      dataset.close();
      const target = dataset === images ? new Uint8Array(12) : new Float32Array(3);
      expect(() => dataset.readInputs('train', 0, 0, target, 0)).toThrow('closed');
    }
  });

  test.each([
    ['held in memory', {}],
    ['read in ranges', { holdUpTo: 0, keep: 0 }],
  ])('gives several examples of a class at once, %s', async (_, options) => {
    const images = openPacked(await packed(), options);
    const target = new Uint8Array(38).fill(77);
    images.readInputs('train', 0, 1, target, 1, 3);
    const expected = [1, 2, 3].flatMap((item) => [...examplePixels('train', 0, item)]);
    expect([...target]).toEqual([77, ...expected, 77]);
    const rows = openPacked(await packed(exampleRows()), options);
    const numbers = new Float32Array(8).fill(77);
    rows.readInputs('test', 0, 2, numbers, 1, 2);
    expect([...numbers]).toEqual([77, ...exampleRow('test', 2).values, ...exampleRow('test', 3).values, 77]);
    // The next ones would be examples of another class, or of another part.
    expect(() => images.readInputs('train', 0, 2, target, 0, 3)).toThrow(RangeError);
    expect(() => rows.readInputs('test', 0, 2, new Float32Array(9), 0, 3)).toThrow(RangeError);
    for (const dataset of [images, rows]) dataset.close();
  });

  test('has the names of columns, where there are any', async () => {
    const columns = ['age', 'color=red', 'color=grün'];
    expect(openPacked(await packed({ ...exampleRows(), columns })).columns).toEqual(columns);
    expect(openPacked(await packed(exampleRows()))).not.toHaveProperty('columns');
  });

  test('refuses a class or an example that is not there, a room that is too small, and numbers for bytes', async () => {
    const images = openPacked(await packed());
    const rows = openPacked(await packed(exampleRows()));
    const [pixels, numbers] = [new Uint8Array(12), new Float32Array(3)];
    for (const index of [-1, 3, 0.5, NaN]) expect(() => images.readInputs('train', index, 0, pixels, 0)).toThrow(RangeError); // prettier-ignore
    for (const item of [-1, 4, 0.5, NaN]) expect(() => images.readInputs('train', 0, item, pixels, 0)).toThrow(RangeError); // prettier-ignore
    for (const count of [0.5, 5, NaN]) expect(() => images.readInputs('train', 0, 0, new Uint8Array(99), 0, count)).toThrow(RangeError); // prettier-ignore
    for (const offset of [-1, 1, 0.5]) expect(() => images.readInputs('train', 0, 0, pixels, offset)).toThrow(RangeError); // prettier-ignore
    expect(() => images.readInputs('validation', 0, 0, pixels, 0)).toThrow('which has 0');
    expect(() => rows.readInputs('train', 0, 8, numbers, 0)).toThrow(RangeError);
    expect(() => rows.readInputs('train', 0, 0, new Uint8Array(12), 0)).toThrow('its inputs are float32');
    expect(() => images.readInputs('train', 0, 0, new Float32Array(12), 0)).toThrow('its inputs are uint8');
    expect(() => rows.readTargets('test', 0, 4, new Float32Array(2), 0)).toThrow(RangeError);
    expect(() => rows.readTargets('test', 0, 0, new Float32Array(2), 1)).toThrow(RangeError);
    expect(() => rows.groupOf('test', 0, 4)).toThrow(RangeError);
  });

  test('says what it is without a look at its inputs where nobody will read them', async () => {
    const path = await packed(exampleRows());
    const whole = openPacked(path);
    const bytes = fs.readFileSync(path);
    bytes[openingLine.length + 20]! ^= 1;
    fs.writeFileSync(path, bytes);
    expect(() => openPacked(path)).toThrow('the checksum of its inputs differs');
    const { fingerprint, counts, notes, targets, ...dataset } = openPacked(path, { identityOnly: true });
    expect({ fingerprint, counts, notes, targets }).toEqual({ fingerprint: whole.fingerprint, counts: whole.counts, notes: whole.notes, targets: whole.targets }); // prettier-ignore
    expect(() => dataset.readInputs('train', 0, 0, new Float32Array(3), 0)).toThrow('its examples were not checked');
  });
});

describe('a damaged file', () => {
  /** The code of what `action` throws; its message where it has none. */
  const codeOf = (action: () => unknown): unknown => {
    try {
      action();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return code ?? message;
    }
    return 'nothing was thrown';
  };

  test.each([
    ['images', exampleImages],
    ['rows with targets and groups', exampleRows],
  ])('of %s is noticed, whichever byte has another bit', async (_, content) => {
    const path = await packed(content());
    const whole = fs.readFileSync(path);
    const codes = new Set<unknown>();
    const file = fs.openSync(path, 'r+');
    for (const [at, byte] of whole.entries()) {
      fs.writeSync(file, Uint8Array.of(byte ^ (1 << (at & 7))), 0, 1, at);
      codes.add(codeOf(() => openPacked(path)));
      fs.writeSync(file, whole, at, 1, at);
    }
    fs.closeSync(file);
    expect(fs.readFileSync(path)).toEqual(whole);
    expect([...codes]).toEqual(['SB_DATA_DAMAGED']);
  });

  test('says that its targets or groups are, also where only its identity is asked for', async () => {
    const path = await packed(exampleRows());
    const whole = fs.readFileSync(path);
    const targets = openingLine.length + 14 * 3 * 4;
    const groups = targets + 14 * 2 * 4;
    for (const [at, what] of [[targets, 'targets'], [groups - 1, 'targets'], [groups, 'groups']] as const) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1;
      fs.writeFileSync(path, bytes);
      expect(() => openPacked(path, { identityOnly: true })).toThrow(`${path}: the packed data set is damaged, the checksum of its ${what} differs`); // prettier-ignore
    } // prettier-ignore
  });

  test('is noticed, wherever it is cut or whatever is appended', async () => {
    const path = await packed();
    const whole = fs.readFileSync(path);
    for (let length = 0; length < whole.length; length += 7) {
      fs.writeFileSync(path, whole.subarray(0, length));
      expect(() => openPacked(path)).toThrow(expect.objectContaining({ code: 'SB_DATA_DAMAGED' }));
    }
    fs.writeFileSync(path, Buffer.concat([whole, Buffer.from('x')]));
    expect(() => openPacked(path)).toThrow(`${path}: the packed data set is damaged, it does not end`);
  });

  test('of another format says which', async () => {
    const path = await packed();
    const text = fs.readFileSync(path, 'latin1').replace('seedbed-packed 4', 'seedbed-packed 3');
    fs.writeFileSync(path, text, 'latin1');
    expect(() => openPacked(path)).toThrow('it has format 3, not 4');
  });
});

describe('a file that is changed while it is in use', () => {
  const size = 128 * 128 * 3;
  const images = 40;
  const pixelsOf = (item: number) => Buffer.from(Array.from({ length: size }, (_, at) => (at * 31 + item * 7) & 0xff));
  const large = () => {
    const examples: Content['examples'] = async (add) => {
      for (let item = 0; item < images; item++) add({ part: 'train', class: 0, values: pixelsOf(item) });
      return [];
    };
    return packed({ ...exampleImages(), inputs: { shape: [128, 128, 3], type: 'uint8' }, examples });
  };
  const overwrite = (path: string, from: number, length: number, value: number) => {
    const file = fs.openSync(path, 'r+');
    fs.writeSync(file, new Uint8Array(length).fill(value), 0, length, from);
    fs.closeSync(file);
  };

  test.each([1, 4 * size])('gives an error by name and never other pixels, with %d bytes kept', async (keep) => {
    const path = await large();
    const dataset = openPacked(path, { holdUpTo: 0, keep });
    const target = new Uint8Array(size);
    for (let item = 0; item < images; item++) {
      dataset.readInputs('train', 0, item, target, 0);
      expect(pixelsOf(item).equals(target)).toBe(true);
    }
    // Nine tenths of it, while it is open.
    overwrite(path, 4 * size, 36 * size, 0);
    const refused: number[] = [];
    for (let item = 0; item < images; item++) {
      try {
        dataset.readInputs('train', 0, item, target, 0);
        expect(pixelsOf(item).equals(target)).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'SB_DATA_DAMAGED', message: expect.stringContaining(`${path}: `) });
        refused.push(item);
      }
    }
    expect(refused.length).toBeGreaterThanOrEqual(36);
    dataset.close();
  });

  test('is noticed where a single value differs, and where the file is cut short', async () => {
    const path = await large();
    const dataset = openPacked(path, { holdUpTo: 0, keep: 0 });
    const read = (item: number) => () => dataset.readInputs('train', 0, item, new Uint8Array(size), 0);
    overwrite(path, openingLine.length + 20 * size, 1, pixelsOf(20)[0]! ^ 1);
    expect(read(20)).toThrow(expect.objectContaining({ code: 'SB_DATA_DAMAGED' }));
    expect(read(19)).not.toThrow();
    // Also in the midst of several that are read at once.
    expect(() => dataset.readInputs('train', 0, 18, new Uint8Array(4 * size), 0, 4)).toThrow(expect.objectContaining({ code: 'SB_DATA_DAMAGED' })); // prettier-ignore
    fs.truncateSync(path, 30 * size);
    expect(read(35)).toThrow(expect.objectContaining({ code: 'SB_DATA_DAMAGED' }));
    expect(read(5)).not.toThrow();
    dataset.close();
  });

  test('changes nothing where all inputs are held in memory', async () => {
    const path = await large();
    const dataset = openPacked(path);
    overwrite(path, 100, 30 * size, 0);
    const target = new Uint8Array(size);
    dataset.readInputs('train', 0, 3, target, 0);
    expect(pixelsOf(3).equals(target)).toBe(true);
  });
});

test('parts follow each other as train, test, validation', async () => {
  const order: string[] = [];
  eachExample(openPacked(await packed(exampleRows())), ({ part }) => order.push(part));
  expect([...new Set(order)]).toEqual(setParts);
  expect(setParts).toEqual(['train', 'test', 'validation']);
});
