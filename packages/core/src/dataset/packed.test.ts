import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { exampleDescription as description, exampleImages, examplePixels } from '../testing/example.js';
import { filesBelow, temporaryFolders } from '../testing/caches.js';
import { recomputeFingerprint } from '../testing/pixels.js';
import { openOrPack, packedPath } from './packed.js';
import { openPacked } from './packed-reader.js';
import { writePacked, type PackImages } from './packed-writer.js';

const folders = temporaryFolders();
afterEach(() => {
  vi.restoreAllMocks();
  folders.remove();
});

const packed = async () => {
  const path = join(folders.make(), 'deep', 'example.packed');
  await writePacked(path, description, exampleImages());
  return path;
};

describe('a packed file', () => {
  test.each([
    ['held in memory', {}],
    ['read in ranges', { holdUpTo: 0 }],
  ])('gives every image back, %s', async (_, options) => {
    const dataset = openPacked(await packed(), options);
    const pixels = new Uint8Array(12);
    for (const part of ['train', 'test'] as const) {
      dataset.counts[part].forEach((images, classIndex) => {
        for (let item = 0; item < images; item++) {
          dataset.readImage(part, classIndex, item, pixels, 0);
          expect(pixels).toEqual(examplePixels(part, classIndex, item));
        }
      });
    }
    expect(dataset).toMatchObject({ classes: description.classes, image: description.image, notes: ['One is odd.'] });
    expect(dataset.fingerprint).toBe(recomputeFingerprint(dataset));
    dataset.close();
    dataset.close();
    expect(() => dataset.readImage('train', 0, 0, pixels, 0)).toThrow('closed');
  });

  test('says what it is without a look at its pixels where nobody will read them', async () => {
    const path = await packed();
    const whole = openPacked(path);
    const bytes = fs.readFileSync(path);
    bytes[60]! ^= 1;
    fs.writeFileSync(path, bytes);
    expect(() => openPacked(path)).toThrow('the checksum of its pixels differs');
    const dataset = openPacked(path, { identityOnly: true });
    expect([dataset.fingerprint, dataset.counts, dataset.notes]).toEqual([
      whole.fingerprint,
      whole.counts,
      whole.notes,
    ]);
    expect(() => dataset.readImage('train', 0, 0, new Uint8Array(12), 0)).toThrow('its pixels were not checked');
  });

  test('has the same bytes whenever the same images are packed', async () => {
    expect(fs.readFileSync(await packed())).toEqual(fs.readFileSync(await packed()));
  });

  test('keeps its fingerprint when only its notes, origin or options change', async () => {
    const path = join(folders.make(), 'other.packed');
    const other = { ...description, origin: 'elsewhere', version: '9', options: { a: 1 } };
    const { fingerprint } = await writePacked(path, other, exampleImages({ notes: ['Another remark.'] }));
    expect(fingerprint).toBe(openPacked(await packed()).fingerprint);
  });

  test('has another fingerprint for another pixel, class name or shape', async () => {
    const fingerprint = async (change: Partial<typeof description>, pixel = 0) => {
      const images = exampleImages({ change: (pixels) => (pixels[11]! ^= pixel) });
      return (await writePacked(join(folders.make(), 'x'), { ...description, ...change }, images)).fingerprint;
    };
    const all = [
      await fingerprint({}),
      await fingerprint({}, 1),
      await fingerprint({ classes: ['a', 'b', 'd'] }),
      await fingerprint({ image: { height: 4, width: 1, channels: 3 } }),
    ];
    expect(new Set(all).size).toBe(all.length);
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

  test('is noticed, whichever bit is flipped', async () => {
    const path = await packed();
    const whole = fs.readFileSync(path);
    const codes = new Set<unknown>();
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      fs.writeFileSync(path, bytes);
      codes.add(codeOf(() => openPacked(path)));
    }
    expect([...codes]).toEqual(['SB_DATA_DAMAGED']);
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
    const text = fs.readFileSync(path, 'latin1').replace('seedbed-packed 2', 'seedbed-packed 1');
    fs.writeFileSync(path, text, 'latin1');
    expect(() => openPacked(path)).toThrow('it has format 1, not 2');
  });
});

describe('a file that is changed while it is in use', () => {
  const image = { height: 128, width: 128, channels: 3 };
  const size = 128 * 128 * 3;
  const images = 40;
  const pixelsOf = (item: number) => Buffer.from(Array.from({ length: size }, (_, at) => (at * 31 + item * 7) & 0xff));
  const large = async () => {
    const path = join(folders.make(), 'large.packed');
    await writePacked(path, { ...description, image }, async (add) => {
      for (let item = 0; item < images; item++) add('train', 0, pixelsOf(item));
      for (const classIndex of [0, 1, 2]) add('test', classIndex, pixelsOf(images));
      return { notes: [], source: '0'.repeat(64) };
    });
    return path;
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
      dataset.readImage('train', 0, item, target, 0);
      expect(pixelsOf(item).equals(target)).toBe(true);
    }
    // Nine tenths of it, while it is open.
    overwrite(path, 4 * size, 36 * size, 0);
    const refused: number[] = [];
    for (let item = 0; item < images; item++) {
      try {
        dataset.readImage('train', 0, item, target, 0);
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
    const read = (item: number) => () => dataset.readImage('train', 0, item, new Uint8Array(size), 0);
    overwrite(path, 20 * size, 1, pixelsOf(20)[0]! ^ 1);
    expect([19, 20, 21].map((item) => { try { read(item)(); return 'read'; } catch { return 'refused'; } })).toContain('refused'); // prettier-ignore
    fs.truncateSync(path, 30 * size);
    expect(read(35)).toThrow(expect.objectContaining({ code: 'SB_DATA_DAMAGED' }));
    expect(read(5)).not.toThrow();
    dataset.close();
  });

  test('changes nothing where all pixels are held in memory', async () => {
    const path = await large();
    const dataset = openPacked(path);
    overwrite(path, 100, 30 * size, 0);
    const target = new Uint8Array(size);
    dataset.readImage('train', 0, 3, target, 0);
    expect(pixelsOf(3).equals(target)).toBe(true);
  });
});

describe('openOrPack', () => {
  const counting = () => {
    const images = vi.fn<PackImages>(exampleImages());
    return images;
  };

  test('packs once, then opens', async () => {
    const cache = folders.make();
    const images = counting();
    const first = await openOrPack(cache, description, images);
    const second = await openOrPack(cache, description, images);
    expect(images).toHaveBeenCalledOnce();
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(filesBelow(cache)).toEqual([packedPath(cache, description)]);
  });

  test('keeps versions, options and editions apart', async () => {
    const names = [
      description,
      { ...description, version: '2' },
      { ...description, options: { crop: true } },
      { ...description, origin: 'example@2' },
    ].map((other) => packedPath('cache', other));
    expect(new Set(names).size).toBe(4);
  });

  test('packs a damaged file again and names it', async () => {
    const cache = folders.make();
    const { fingerprint } = await openOrPack(cache, description, exampleImages());
    const path = packedPath(cache, description);
    fs.truncateSync(path, 100);
    const onDamaged = vi.fn();
    const again = await openOrPack(cache, description, exampleImages(), { onDamaged });
    expect(again.fingerprint).toBe(fingerprint);
    expect(onDamaged.mock.calls).toEqual([[expect.objectContaining({ message: expect.stringContaining(path) })]]);
  });

  test('packs a file of an older format again', async () => {
    const cache = folders.make();
    const { fingerprint } = await openOrPack(cache, description, exampleImages());
    const path = packedPath(cache, description);
    const text = fs.readFileSync(path, 'latin1').replace('seedbed-packed 2', 'seedbed-packed 1');
    fs.writeFileSync(path, text, 'latin1');
    const images = counting();
    expect((await openOrPack(cache, description, images)).fingerprint).toBe(fingerprint);
    expect(images).toHaveBeenCalledOnce();
  });

  test('does not take one data set for another', async () => {
    const cache = folders.make();
    await openOrPack(cache, description, exampleImages());
    const other = { ...description, plugin: 'other' };
    fs.renameSync(packedPath(cache, description), packedPath(cache, other));
    const onDamaged = vi.fn();
    await openOrPack(cache, other, exampleImages(), { onDamaged });
    expect(onDamaged).toHaveBeenCalledOnce();
  });

  test('lets many pack at once', async () => {
    const cache = folders.make();
    const all = await Promise.all([1, 2, 3].map(() => openOrPack(cache, description, exampleImages())));
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(filesBelow(cache)).toHaveLength(1);
  });

  test('says so when the file cannot be read, and when the cache is no folder', async () => {
    const cache = folders.make();
    const path = packedPath(cache, description);
    fs.mkdirSync(path);
    const unreadable = expect.objectContaining({ code: 'SB_DATA_READ', exitCode: 4 });
    await expect(openOrPack(cache, description, exampleImages())).rejects.toEqual(unreadable);
    const file = join(cache, 'file');
    fs.writeFileSync(file, '');
    const unwritable = expect.objectContaining({ code: 'SB_DATA_WRITE', exitCode: 4 });
    await expect(openOrPack(join(file, 'x'), description, exampleImages())).rejects.toEqual(unwritable);
  });

  test('removes what a killed writer left an hour ago, and nothing that is being written', async () => {
    const cache = folders.make();
    const [old, fresh] = ['1-a', '2-b'].map((name) => `${packedPath(cache, description)}.${name}.tmp`) as [
      string,
      string,
    ];
    for (const path of [old, fresh]) fs.writeFileSync(path, 'half');
    fs.utimesSync(old, 0, 0);
    await openOrPack(cache, description, exampleImages());
    expect(filesBelow(cache)).toEqual([packedPath(cache, description), fresh].sort());
  });
});
