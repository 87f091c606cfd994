import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeJpeg, writeFolder } from '../testing/index.js';
import { decodeAll } from './decode-all.js';
import { decode } from './jpeg.js';
import { toShape } from './resize.js';

const folder = mkdtempSync(join(tmpdir(), 'seedbed-images-'));
const shape = { height: 8, width: 8, channels: 3 };
const images = 150;
const paths = Array.from({ length: images }, (_, number) => ({ path: join(folder, `${number}.jpg`) }));
const good: Uint8Array[] = [];

beforeAll(async () => {
  for (let number = 0; number < images; number++) good.push(await makeJpeg({ width: 8 + (number % 3) * 40, number }));
  writeFolder(folder, Object.fromEntries(good.map((bytes, number) => [`${number}.jpg`, number === 70 ? 'damaged' : bytes]))); // prettier-ignore
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([1, 3])('%d threads hand over every image in order, with the pixels of one thread', async (threads) => {
  const seen: number[] = [];
  const pixelsOf: Uint8Array[] = [];
  await decodeAll(
    paths,
    shape,
    (index, pixels, { damage }) => {
      seen.push(index);
      pixelsOf.push(Uint8Array.from(pixels));
      expect(damage === undefined).toBe(index !== 70);
    },
    threads,
  );
  expect(seen).toEqual(paths.map((_, index) => index));
  for (const number of [0, 1, 2, 31, 32, 149]) {
    expect(pixelsOf[number]).toEqual(toShape(await decode(good[number]!), shape));
  }
});

test('nothing to decode is done at once', async () => {
  await decodeAll([], shape, () => expect.unreachable());
});

test('what the caller throws, and a file that is gone, end it', async () => {
  const stop = new Error('enough');
  await expect(decodeAll(paths, shape, () => { throw stop; })).rejects.toBe(stop); // prettier-ignore
  await expect(decodeAll([{ path: join(folder, 'gone') }], shape, () => {})).rejects.toThrow('ENOENT');
});
