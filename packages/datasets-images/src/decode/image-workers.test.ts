import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeJpeg, writeFolder } from '../testing/index.js';
import { sha256 } from '@seedbed/core';
import { ImageWorkers } from './image-workers.js';
import { decode } from './jpeg.js';
import { toShape } from './resize.js';

const folder = mkdtempSync(join(tmpdir(), 'seedbed-images-'));
const shape = { height: 8, width: 8, channels: 3 } as const;
const images = 150;
const paths = Array.from({ length: images }, (_, number) => ({ path: join(folder, `${number}.jpg`) }));
const good: Uint8Array[] = [];

beforeAll(async () => {
  for (let number = 0; number < images; number++) good.push(await makeJpeg({ width: 8 + (number % 3) * 40, number }));
  writeFolder(folder, Object.fromEntries(good.map((bytes, number) => [`${number}.jpg`, number === 70 ? 'damaged' : bytes]))); // prettier-ignore
});
afterAll(() => rmSync(folder, { recursive: true }));

const opened: ImageWorkers[] = [];
const workers = (threads?: number) => {
  opened.push(new ImageWorkers(shape, threads));
  return opened.at(-1)!;
};
afterEach(() => Promise.all(opened.splice(0).map((each) => each.close())));

test.each([1, 3])('%d threads hand over every image in order, with the pixels of one thread', async (threads) => {
  const seen: number[] = [];
  const pixelsOf: Uint8Array[] = [];
  await workers(threads).decode(paths, (index, pixels, { damage }) => {
    seen.push(index);
    pixelsOf.push(Uint8Array.from(pixels));
    expect(damage === undefined).toBe(index !== 70);
  });
  expect(seen).toEqual(paths.map((_, index) => index));
  for (const number of [0, 1, 2, 31, 32, 149]) {
    expect(pixelsOf[number]).toEqual(toShape(await decode(good[number]!), shape));
  }
});

test('one channel is a third of the bytes', async () => {
  const grey = { ...shape, channels: 1 } as const;
  opened.push(new ImageWorkers(grey));
  const seen: Uint8Array[] = [];
  await opened.at(-1)!.decode(paths.slice(0, 2), (_, pixels) => seen.push(Uint8Array.from(pixels)));
  for (const number of [0, 1]) expect(seen[number]).toEqual(toShape(await decode(good[number]!), grey));
});

test('digests come in order, before and after the same threads decode', async () => {
  const reading = workers(2);
  const many = [...paths, ...paths, ...paths];
  const expected = many.map((_, index) => sha256(index % images === 70 ? Buffer.from('damaged') : good[index % images]!)); // prettier-ignore
  const heard: number[] = [];
  expect(await reading.digest(many, (done) => heard.push(done))).toEqual(expected);
  expect(heard).toEqual([256, 450]);
  let decoded = 0;
  await reading.decode(paths, () => (decoded += 1));
  expect(decoded).toBe(images);
  expect(await reading.digest(paths, () => {})).toEqual(expected.slice(0, images));
});

test('nothing to read is done at once', async () => {
  await workers().decode([], () => expect.unreachable());
  expect(await workers().digest([], () => expect.unreachable())).toEqual([]);
});

test('what the caller throws, and a file that is gone, end it', async () => {
  const stop = new Error('enough');
  await expect(workers().decode(paths, () => { throw stop; })).rejects.toBe(stop); // prettier-ignore
  const gone = [{ path: join(folder, 'gone') }];
  const named = { code: 'SB_DATA_READ', exitCode: 4, message: expect.stringContaining(`${gone[0]!.path}: cannot be read, ENOENT`) }; // prettier-ignore
  await expect(workers().decode(gone, () => {})).rejects.toMatchObject(named);
  await expect(workers().digest(gone, () => {})).rejects.toMatchObject(named);
});
