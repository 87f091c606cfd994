import { expect, test } from 'vitest';
import { makeJpeg } from '../testing/index.js';
import { readFrame } from './frame.js';
import { decode, Undecodable } from './jpeg.js';

test('a JPEG has its size and its pixels, the same every time', async () => {
  const bytes = await makeJpeg({ width: 20, height: 12, number: 3 });
  const picture = await decode(bytes);
  expect(picture).toMatchObject({ width: 20, height: 12, remarks: [] });
  expect(picture.pixels).toHaveLength(20 * 12 * 4);
  expect([...(await decode(bytes)).pixels]).toEqual([...picture.pixels]);
});

test('a grey JPEG has three equal channels', async () => {
  const { remarks, pixels } = await decode(await makeJpeg({ grey: true, number: 1 }));
  expect(remarks).toEqual(['grey']);
  for (let at = 0; at < pixels.length; at += 4) {
    expect([pixels[at + 1], pixels[at + 2]]).toEqual([pixels[at], pixels[at]]);
  }
});

test.each([
  ['empty', () => new Uint8Array(), 'Empty input file'],
  ['no JPEG', () => Buffer.from('GIF89a, say'), 'Not a JPEG file'],
  ['cut in half', (good: Uint8Array) => good.subarray(0, good.length / 2), 'Premature end'],
  ['without its last byte of data', (good: Uint8Array) => good.subarray(0, good.length - 3), 'Premature end'],
  ['only a beginning', (good: Uint8Array) => good.subarray(0, 30), 'Premature end'],
  ['too large to be true', (good: Uint8Array) => grown(good), '60000 x 60000 pixels are more than can be decoded'],
  ['too large, behind bytes of no segment', (good: Uint8Array) => behind(grown(good)), '60000 x 60000 pixels are more'],
  ['of a gigabyte', (good: Uint8Array) => grown(good, 8000), '8000 x 8000 pixels are more than can be decoded'],
])('it is refused: %s', async (_, damage, words) => {
  const good = await makeJpeg({ width: 24, height: 24 });
  await expect(decode(damage(good))).rejects.toThrow(words);
  await expect(decode(damage(good))).rejects.toBeInstanceOf(Undecodable);
  // The next one is none the worse for it.
  expect((await decode(good)).width).toBe(24);
});

/** Bytes that the decoder skips, with a warning. */
const behind = (good: Uint8Array) => Buffer.concat([good.subarray(0, 2), Buffer.from('xx\xff\x00x', 'latin1'), good.subarray(2)]); // prettier-ignore

/** The same file, with a frame header that claims a larger picture. */
function grown(good: Uint8Array, side = 60000): Uint8Array {
  const bytes = Buffer.from(good);
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes[at + 1] !== 0xc0 && bytes[at + 1] !== 0xc2) continue;
    bytes.writeUInt16BE(side, at + 5);
    bytes.writeUInt16BE(side, at + 7);
    return bytes;
  }
  throw new Error('no frame');
}

test('what has no frame header has no frame', () => {
  expect(readFrame(Buffer.from([0xff, 0xd8]))).toBeUndefined();
  expect(readFrame(Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xd9, 0, 2, 0, 0, 0, 0]))).toBeUndefined();
  expect(readFrame(Buffer.from('hello, hello, hello'))).toBeUndefined();
});
