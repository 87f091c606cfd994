import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { filesBelow, temporaryFolders } from '../testing/caches.js';
import { exampleImages, exampleRow, exampleRows, packContent } from '../testing/example.js';
import type { Content, GivenExample } from './contract.js';
import { eachExample } from './each-example.js';
import { openPacked } from './packed-reader.js';

const folders = temporaryFolders();
afterEach(() => {
  vi.restoreAllMocks();
  folders.remove();
});

const bytesOf = async (content: Content) => {
  const path = join(folders.make(), 'x');
  await packContent(path, content);
  return fs.readFileSync(path);
};

const failingWith = (code: string) => () => {
  throw Object.assign(new Error(`${code}: it failed`), { code });
};

describe('what cannot be written leaves nothing behind', () => {
  test.each([
    ['writeSync', 'ENOSPC', 'SB_DATA_DISK_FULL'],
    ['fsyncSync', 'EDQUOT', 'SB_DATA_DISK_FULL'],
    ['openSync', 'EACCES', 'SB_DATA_WRITE'],
    ['renameSync', 'EROFS', 'SB_DATA_WRITE'],
    ['readSync', 'EIO', 'SB_DATA_WRITE'],
  ] as const)('when %s fails with %s it says so with %s', async (call, system, code) => {
    const folder = folders.make();
    vi.spyOn(fs, call).mockImplementation(failingWith(system));
    const path = join(folder, 'example.packed');
    const backwards = exampleImages({ change: (all) => all.toReversed() });
    await expect(packContent(path, backwards)).rejects.toMatchObject({ code, exitCode: 4, message: expect.stringContaining(path) }); // prettier-ignore
    vi.restoreAllMocks();
    expect(filesBelow(folder)).toEqual([]);
  });

  test('a source that fails is heard itself', async () => {
    const folder = folders.make();
    const examples: Content['examples'] = async (add) => {
      add({ part: 'train', class: 0, values: new Uint8Array(12) });
      throw new Error('unreadable image');
    };
    await expect(packContent(join(folder, 'x'), { ...exampleImages(), examples })).rejects.toThrow('unreadable image');
    expect(filesBelow(folder)).toEqual([]);
  });

  test('a full disk is one, also where the plugin takes it for a damaged example', async () => {
    const folder = folders.make();
    const large = { ...exampleImages(), inputs: { shape: [1024, 1024, 8], type: 'uint8' } as const };
    const examples: Content['examples'] = async (add) => {
      for (const part of ['train', 'test'] as const) {
        try {
          add({ part, class: 0, values: new Uint8Array(2 ** 23) });
        } catch {
          vi.restoreAllMocks();
        }
      }
      return ['One was left out.'];
    };
    vi.spyOn(fs, 'writeSync').mockImplementation(failingWith('ENOSPC'));
    await expect(packContent(join(folder, 'x'), { ...large, examples })).rejects.toMatchObject({ code: 'SB_DATA_DISK_FULL' }); // prettier-ignore
    expect(filesBelow(folder)).toEqual([]);
  });
});

test('short writes are continued', async () => {
  const whole = await bytesOf(exampleImages());
  const write = fs.writeSync as (file: number, bytes: Uint8Array, offset: number, length: number) => number;
  const short = ((file: number, bytes: Uint8Array, offset: number, length: number) =>
    write(file, bytes, offset, Math.min(length, 10))) as typeof fs.writeSync;
  vi.spyOn(fs, 'writeSync').mockImplementation(short);
  expect(await bytesOf(exampleImages())).toEqual(whole);
});

/** As a plugin may read them: by another part first, class by class of one, then of the next. */
const mixed = (all: GivenExample[]) => {
  const shuffled = all
    .map((example, index) => ({ example, at: (index * 11) % all.length }))
    .sort((a, b) => a.at - b.at);
  const sorted = (part: string, label: number | undefined) => all.filter((each) => each.part === part && each.class === label); // prettier-ignore
  const next = new Map<string, number>();
  // Places as they are mixed; within a class of a part the order stays.
  return shuffled.map(({ example }) => {
    const key = `${example.part}/${example.class}`;
    next.set(key, (next.get(key) ?? -1) + 1);
    return sorted(example.part, example.class)[next.get(key)!]!;
  });
};

describe('the same examples give the same bytes', () => {
  test.each([
    ['images', exampleImages],
    ['rows with targets and groups', exampleRows],
  ])('of %s, in whichever order parts and classes come', async (_, content) => {
    const whole = await bytesOf(content());
    expect(await bytesOf(content())).toEqual(whole);
    let moved = false;
    const change = (all: GivenExample[]) => {
      const other = mixed(all);
      moved = other.some((example, index) => example !== all[index]);
      return other;
    };
    expect(await bytesOf(content({ change }))).toEqual(whole);
    expect(moved).toBe(true);
  });

  test('while the order within a class is that of adding', async () => {
    const path = join(folders.make(), 'x');
    await packContent(path, exampleRows({ change: (all) => all.toReversed() }));
    const seen: unknown[] = [];
    eachExample(openPacked(path), ({ part, values, targets, group }) => part === 'test' && seen.push({ values: values.slice(), targets: targets.slice(), group })); // prettier-ignore
    expect(seen).toEqual([3, 2, 1, 0].map((item) => exampleRow('test', item)));
  });

  test('where a plugin uses one room for all, or gives numbers of other types', async () => {
    const whole = await bytesOf(exampleRows());
    const room = new Float32Array(3);
    const { examples } = exampleRows();
    const reusing: Content['examples'] = (add) => examples(({ values, targets, ...example }) => {
      room.set(values);
      add({ ...example, values: room, targets: Float64Array.from(targets!) });
      room.fill(NaN);
    }); // prettier-ignore
    expect(await bytesOf({ ...exampleRows(), examples: reusing })).toEqual(whole);
  });
});

test('memory stays bounded while much more is written, in order or not', async () => {
  const size = 2 ** 20;
  const room = new Uint8Array(size);
  const held = () => process.memoryUsage().arrayBuffers;
  const contentOf = (partOf: (index: number) => 'train' | 'test'): Content => ({
    inputs: { shape: [size], type: 'uint8' },
    examples: async (add) => {
      for (let index = 0; index < 32; index++) add({ part: partOf(index), values: room.fill(index) });
      return [];
    },
  });
  const write = fs.writeSync as (...given: unknown[]) => number;
  const orders: readonly ((index: number) => 'train' | 'test')[] = [() => 'train', (index) => (index % 2 ? 'train' : 'test')]; // prettier-ignore
  for (const partOf of orders) {
    const before = held();
    let [most, writes] = [0, 0];
    vi.spyOn(fs, 'writeSync').mockImplementation(((...given: unknown[]) => {
      most = Math.max(most, held() - before);
      writes++;
      return write(...given);
    }) as typeof fs.writeSync);
    await packContent(join(folders.make(), 'x'), contentOf(partOf));
    vi.restoreAllMocks();
    expect(writes).toBeGreaterThan(7);
    // Two buffers of 4 MiB and an example, of 32 MiB.
    expect(most).toBeLessThan(12 * 2 ** 20);
  }
});
