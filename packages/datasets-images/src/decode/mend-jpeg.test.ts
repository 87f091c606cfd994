import { describe, expect, test } from 'vitest';
import { makeJpeg } from '../testing/index.js';
import { decode, Undecodable } from './jpeg.js';
import { mendJpeg } from './mend-jpeg.js';
import { segmentsOf, startOfScan } from './segments.js';

const size = { width: 40, height: 24, number: 4 };
const good = Buffer.from(await makeJpeg({ ...size, sequential: true }));
const clean = (await decode(good)).pixels;
const scan = [...segmentsOf(good)].find(({ marker }) => marker === startOfScan)!;
const end = good.length - 2;

const changed = (change: (bytes: Buffer) => void) => {
  const bytes = Buffer.from(good);
  change(bytes);
  return bytes;
};
const strays = (bytes: readonly number[], at = end) => Buffer.concat([good.subarray(0, at), Buffer.from(bytes), good.subarray(at)]); // prettier-ignore
const many = (byte: number) => new Array<number>(99).fill(byte);

test.each([
  ['revision 0.00 of JFIF', changed((bytes) => bytes.fill(0, 11, 13)), 'an unknown revision of JFIF'],
  ['scan parameters of 0', changed((bytes) => bytes.fill(0, scan.end - 3, scan.end)), 'scan parameters that mean nothing'], // prettier-ignore
  ['ones before the end', strays(many(1)), 'bytes behind the data of a scan'],
  ['zeros before the end', strays(many(0)), 'bytes behind the data of a scan'],
  ['text before the end', strays([...Buffer.from('made by a camera')]), 'bytes behind the data of a scan'],
  ['text between segments', strays([...Buffer.from('made by a camera')], scan.start), 'bytes of no segment'],
  ['no end marker', good.subarray(0, end), 'no end marker'],
])('a warning that concerns no pixel is no damage: %s', async (_, bytes, what) => {
  const { pixels, harmless } = await decode(bytes);
  expect(harmless).toEqual([what]);
  expect(Buffer.compare(Buffer.from(pixels), Buffer.from(clean))).toBe(0);
});

test('several such warnings at once are all named, though the decoder says only the first', async () => {
  const bytes = strays(many(1));
  bytes.fill(0, 11, 13);
  expect((await decode(bytes)).harmless).toEqual(['an unknown revision of JFIF', 'bytes behind the data of a scan']);
});

test('a harmless warning does not hide damage behind it', async () => {
  const cut = changed((bytes) => bytes.fill(0, 11, 13)).subarray(0, end - 20);
  await expect(decode(cut)).rejects.toThrow('Premature end');
});

test('wherever the data are cut, the picture is refused', async () => {
  for (let length = scan.end; length < end; length++) {
    await expect(decode(good.subarray(0, length))).rejects.toThrow('Premature end');
  }
});

test('data that are misread and end early are damage, not strays', async () => {
  // A byte at a time is taken out: the rest is out of step, and often some of it is left at the end.
  const outcomes = { refused: 0, wrong: 0 };
  for (let at = scan.end; at < end - 40; at++) {
    const bytes = Buffer.concat([good.subarray(0, at), Buffer.from([0x5a, 0xa5]), good.subarray(at)]);
    const picture = await decode(bytes).catch(() => undefined);
    if (!picture) outcomes.refused++;
    else if (picture.harmless) outcomes.wrong++;
  }
  expect(outcomes.refused).toBeGreaterThan(20 * outcomes.wrong);
});

describe('of a picture in several scans', async () => {
  const several = Buffer.from(await makeJpeg(size));
  const whole = Buffer.from((await decode(several)).pixels);
  const cut = several.length - 2;
  const with99 = (byte: number) => Buffer.concat([several.subarray(0, cut), Buffer.alloc(99, byte), several.subarray(cut)]); // prettier-ignore
  const revised = Buffer.from(several).fill(0, 11, 13);

  test.each([
    ['revision 0.00 of JFIF', revised, 'an unknown revision of JFIF'],
    ['ones before the end', with99(1), 'bytes behind the data of a scan'],
    ['zeros before the end', with99(0), 'bytes behind the data of a scan'],
    ['no end marker', several.subarray(0, cut), 'no end marker'],
  ])('it is no damage: %s', async (_, bytes, what) => {
    const { harmless, pixels } = await decode(bytes);
    expect(harmless).toEqual([what]);
    expect(Buffer.compare(Buffer.from(pixels), whole)).toBe(0);
  });

  test('wherever it is cut, it is refused: scans are missing, or a part of one', async () => {
    const first = [...segmentsOf(several)].find(({ marker }) => marker === startOfScan)!;
    for (let length = first.end; length < cut; length++) {
      await expect(decode(several.subarray(0, length))).rejects.toBeInstanceOf(Undecodable);
      await expect(decode(revised.subarray(0, length))).rejects.toBeInstanceOf(Undecodable);
    }
  });

  test('a segment that was overwritten is not taken for bytes of no segment', async () => {
    let found = 0;
    for (let at = 20; at < cut; at++) {
      if (several[at] !== 0xff || several[at + 1] !== 0xc4) continue;
      found += 1;
      const bytes = Buffer.from(several).fill(0, at, at + 4);
      await expect(decode(bytes)).rejects.toThrow();
    }
    expect(found).toBeGreaterThan(1);
  });
});

test('nothing to put right is nothing', () => expect(mendJpeg(good)).toBeUndefined());
