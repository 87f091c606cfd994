import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@seedbed/core';
import { describe, expect, test } from 'vitest';
import { makeJpeg } from '../testing/index.js';
import { decodePicture } from './decode.js';
import { Undecodable } from './picture.js';
import { toShape } from './resize.js';

const folder = new URL('../testing/pictures/', import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(fileURLToPath(new URL(name, folder))));
const frozen = JSON.parse(readFileSync(fileURLToPath(new URL('pictures.json', folder)), 'utf8')) as Record<
  string,
  { width: number; height: number; sha256: string }
>;
const names = Object.keys(frozen);

test.each(names)('%s has the pixels that Pillow gives', async (name) => {
  const { width, height, sha256: expected } = frozen[name]!;
  const picture = await decodePicture(read(name));
  expect([picture.width, picture.height]).toEqual([width, height]);
  expect(sha256(toShape(picture, { width, height, channels: 3 }))).toBe(expected);
});

test.each([
  ['grey.png', ['grey']],
  ['grey-alpha.png', ['grey', 'transparent']],
  ['grey-16.png', ['grey', 'deep']],
  ['colour.png', []],
  ['palette-transparent.png', ['transparent']],
  ['lossy-alpha.webp', ['transparent']],
  ['animated.gif', ['animated']],
  ['palette.gif', []],
])('%s comes with %j', async (name, remarks) => expect((await decodePicture(read(name))).remarks).toEqual(remarks));

test.each(names)('%s, cut in half or shorter, is refused', async (name) => {
  const bytes = read(name);
  for (const length of [bytes.length >> 1, 40, 27, 15, 9]) {
    await expect(decodePicture(bytes.subarray(0, length))).rejects.toBeInstanceOf(Undecodable);
  }
  // The next one is none the worse for it.
  expect((await decodePicture(bytes)).width).toBe(frozen[name]!.width);
});

describe('a header that names an absurd size is refused before anything is decoded', () => {
  const sized = (name: string, change: (view: DataView) => void) => {
    const bytes = read(name);
    change(new DataView(bytes.buffer, bytes.byteOffset));
    return bytes;
  };
  const side = 40_000;
  const both = (at: number, next: number) => (view: DataView) => [at, next].forEach((each) => view.setUint16(each, side, true)); // prettier-ignore
  test.each([
    ['colour.png', (view: DataView) => [16, 20].forEach((at) => view.setUint32(at, side))],
    ['colour.bmp', (view: DataView) => [18, 22].forEach((at) => view.setInt32(at, side, true))],
    ['top-down.bmp', (view: DataView) => [18, 22].forEach((at, index) => view.setInt32(at, index ? -side : side, true))], // prettier-ignore
    ['os2.bmp', both(18, 20)],
    ['palette.gif', both(6, 8)],
  ] as const)('%s', async (name, change) => {
    await expect(decodePicture(sized(name, change))).rejects.toThrow('40000 x 40000 pixels are more than can be decoded'); // prettier-ignore
  });

  test('lossy.webp, whose sides have 14 bits', async () => {
    const bytes = sized('lossy.webp', (view) => [26, 28].forEach((at) => view.setUint16(at, 16_383, true)));
    await expect(decodePicture(bytes)).rejects.toThrow('16383 x 16383 pixels are more than can be decoded');
  });

  test('a frame of a GIF that is larger than its screen', async () => {
    const bytes = read('palette.gif');
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 11, 0, 7, 0]));
    new DataView(bytes.buffer).setUint16(at + 5, 60_000, true);
    new DataView(bytes.buffer).setUint16(at + 7, 60_000, true);
    await expect(decodePicture(bytes)).rejects.toThrow('60000 x 60000 pixels are more than can be decoded');
  });
});

test('a GIF whose screen has no pixels is refused', async () => {
  const bytes = read('palette.gif');
  bytes.fill(0, 6, 10);
  await expect(decodePicture(bytes)).rejects.toThrow('it has 0 x 0 pixels');
});

test.each([
  ['II*\0 and more', 'it is a file of kind TIFF', 'TIFF'],
  ['\0\0\0\x18ftypheic', 'it is a file of kind HEIC', 'HEIC'],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'it is a file of kind SVG', 'SVG'],
  ['%PDF-1.7', 'it is a file of kind PDF', 'PDF'],
  ['hello', 'it is no picture', undefined],
  ['<!DOCTYPE html><html>Not found</html>', 'it is an HTML page', undefined],
  ['', 'the file is empty', undefined],
])('%j is refused by its kind', async (text, message, kind) => {
  const error: unknown = await decodePicture(Buffer.from(text, 'latin1')).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: expect.stringContaining(message), kind });
});

test('of 16 bits a channel fewer pixels fit into a gigabyte', async () => {
  const sized = (name: string) => {
    const bytes = Buffer.from(read(name));
    bytes.writeUInt32BE(6000, 16);
    bytes.writeUInt32BE(6000, 20);
    return bytes;
  };
  await expect(decodePicture(sized('colour-16.png'))).rejects.toThrow('6000 x 6000 pixels are more than can be decoded (35 million'); // prettier-ignore
  await expect(decodePicture(sized('colour.png'))).rejects.toThrow('damaged or cut short');
});

describe('orientation tags', () => {
  const exif = (orientation: number, little = true) => {
    const block = Buffer.alloc(26);
    block.write(little ? 'II' : 'MM', 'latin1');
    const [word, long] = little ? (['writeUInt16LE', 'writeUInt32LE'] as const) : (['writeUInt16BE', 'writeUInt32BE'] as const); // prettier-ignore
    block[word](42, 2);
    block[long](8, 4);
    block[word](1, 8);
    block[word](0x0112, 10);
    block[word](3, 12);
    block[long](1, 14);
    block[word](orientation, 18);
    return block;
  };
  const inJpeg = async (block: Buffer) => {
    const good = await makeJpeg({ number: 2 });
    const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]);
    const head = Buffer.from([0xff, 0xe1, (content.length + 2) >> 8, (content.length + 2) & 255]);
    return Buffer.concat([good.subarray(0, 2), head, content, good.subarray(2)]);
  };

  test.each([
    [1, true, []],
    [6, true, ['turned']],
    [8, false, ['turned']],
    [9, true, []],
  ])('%d, little-endian %j', async (orientation, little, remarks) => {
    const tagged = await decodePicture(await inJpeg(exif(orientation, little)));
    expect(tagged.remarks).toEqual(remarks);
    expect(tagged.pixels).toEqual((await decodePicture(await makeJpeg({ number: 2 }))).pixels);
  });

  test('a block that leads out of itself is none', async () => {
    const block = exif(6);
    block.writeUInt32LE(0xfffffff0, 4);
    expect((await decodePicture(await inJpeg(block))).remarks).toEqual([]);
    expect((await decodePicture(await inJpeg(exif(6).subarray(0, 5)))).remarks).toEqual([]);
  });

  test('in a PNG and in a WebP', async () => {
    const png = Buffer.from(read('colour.png'));
    const block = exif(3);
    const chunk = Buffer.alloc(8 + block.length + 4);
    chunk.writeUInt32BE(block.length);
    chunk.write('eXIf', 4, 'latin1');
    block.copy(chunk, 8);
    expect((await decodePicture(Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]))).remarks).toEqual(['turned']); // prettier-ignore
    const webp = Buffer.from(read('alpha.webp'));
    const riff = Buffer.alloc(8);
    riff.write('EXIF', 'latin1');
    riff.writeUInt32LE(block.length, 4);
    const tagged = Buffer.concat([webp, riff, block]);
    tagged.writeUInt32LE(tagged.length - 8, 4);
    expect((await decodePicture(tagged)).remarks).toEqual(['turned', 'transparent']);
  });
});
