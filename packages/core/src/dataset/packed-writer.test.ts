import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { exampleDescription as description, exampleImages } from '../testing/example.js';
import { filesBelow, temporaryFolders } from '../testing/caches.js';
import { writePacked, type AddImage } from './packed-writer.js';

const folders = temporaryFolders();
afterEach(() => {
  vi.restoreAllMocks();
  folders.remove();
});

const failingWith = (code: string) => () => {
  throw Object.assign(new Error(`${code}: it failed`), { code });
};

test.each([
  ['writeSync', 'ENOSPC', 'SB_DATA_DISK_FULL'],
  ['fsyncSync', 'EDQUOT', 'SB_DATA_DISK_FULL'],
  ['openSync', 'EACCES', 'SB_DATA_WRITE'],
  ['renameSync', 'EROFS', 'SB_DATA_WRITE'],
] as const)('when %s fails with %s it says so with %s, and leaves nothing behind', async (call, system, code) => {
  const folder = folders.make();
  vi.spyOn(fs, call).mockImplementation(failingWith(system));
  const path = join(folder, 'example.packed');
  await expect(writePacked(path, description, exampleImages())).rejects.toMatchObject({
    code,
    exitCode: 4,
    message: expect.stringContaining(path),
  });
  vi.restoreAllMocks();
  expect(filesBelow(folder)).toEqual([]);
});

test('a source that fails leaves nothing behind, and its own error is what is seen', async () => {
  const folder = folders.make();
  const images = async (add: AddImage) => {
    add('train', 0, new Uint8Array(12));
    throw new Error('unreadable image');
  };
  await expect(writePacked(join(folder, 'x'), description, images)).rejects.toThrow('unreadable image');
  expect(filesBelow(folder)).toEqual([]);
});

test('short writes are continued', async () => {
  const folder = folders.make();
  await writePacked(join(folder, 'whole'), description, exampleImages());
  const write = fs.writeSync as (file: number, bytes: Uint8Array, offset: number, length: number) => number;
  const short = ((file: number, bytes: Uint8Array, offset: number, length: number) =>
    write(file, bytes, offset, Math.min(length, 10))) as typeof fs.writeSync;
  vi.spyOn(fs, 'writeSync').mockImplementation(short);
  await writePacked(join(folder, 'short'), description, exampleImages());
  expect(fs.readFileSync(join(folder, 'short'))).toEqual(fs.readFileSync(join(folder, 'whole')));
});

test.each([
  ['a wrong length', (add: AddImage) => add('train', 0, new Uint8Array(11)), 'an image has 11 bytes, not 12'],
  ['an unknown class', (add: AddImage) => add('train', 3, new Uint8Array(12)), 'there is no class 3'],
  [
    'train after test',
    (add: AddImage) => {
      add('test', 0, new Uint8Array(12));
      add('train', 2, new Uint8Array(12));
    },
    'an image of train, class 2, comes out of order',
  ],
])('refuses %s', async (_, add, message) => {
  const images = async (to: AddImage) => {
    add(to);
    return { notes: [], source: '0'.repeat(64) };
  };
  await expect(writePacked(join(folders.make(), 'x'), description, images)).rejects.toThrow(new RangeError(message));
});

test.each([
  [{ height: 40_000, width: 40_000, channels: 3 }, 'more than 64 MiB'],
  [{ height: 0, width: 4, channels: 3 }, 'height and width from 1'],
  [{ height: 2.5, width: 4, channels: 1 }, 'height and width from 1'],
  [{ height: 4, width: 4, channels: 2 }, '1 or 3 channels'],
])('images of %j are refused before anything is read or written', async (image, message) => {
  const folder = folders.make();
  const images = vi.fn();
  await expect(writePacked(join(folder, 'x'), { ...description, image }, images)).rejects.toMatchObject({
    code: 'SB_DATA_SHAPE',
    message: expect.stringContaining(message),
  });
  expect(images).not.toHaveBeenCalled();
  expect(filesBelow(folder)).toEqual([]);
});
