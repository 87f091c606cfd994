import { expect, test, vi } from 'vitest';
import { classes } from './classes.js';
import { parseClass, type Original } from './original.js';
import { packFrom } from './pack.js';

const image = (value: number) => Array<number>(784).fill(value);
const perClass = 1003;

/** Ten classes of 1,003 images; each image holds its class and, in two pixels, its place. */
const original: Original = {
  edition: 'fashion-mnist@test',
  readClass: (index) => {
    const data: unknown[] = Array.from({ length: perClass }, (_, item) => [
      index,
      item >> 8,
      item & 255,
      ...image(0).slice(3),
    ]);
    if (index === 4) data.splice(1, 0, []);
    return Buffer.from(JSON.stringify({ data }));
  },
};

test('the last 1,000 intact images of a class are test, those before are train', async () => {
  const seen: string[] = [];
  const onProgress = vi.fn();
  const { notes } = await packFrom(
    original,
    onProgress,
  )((part, classIndex, [label, high, low]) => {
    expect(label).toBe(classIndex);
    seen.push(`${part} ${classIndex} ${high! * 256 + low!}`);
  });
  const range = (part: string, from: number, to: number) =>
    classes.flatMap((_, index) => Array.from({ length: to - from }, (_, item) => `${part} ${index} ${from + item}`));
  expect(seen).toEqual([...range('train', 0, 3), ...range('test', 3, perClass)]);
  expect(notes).toEqual(['Class 4 (Coat): 1 damaged entry of the package is left out.']);
  expect(onProgress.mock.lastCall?.[0]).toBe(10 * perClass);
});

test('the source digest moves with any file', async () => {
  const digest = async (last: number) => {
    const readClass = (index: number) => Buffer.from(JSON.stringify({ data: [image(index === 9 ? last : 0)] }));
    return (await packFrom({ edition: 'test', readClass }, undefined)(() => undefined)).source;
  };
  expect(await digest(1)).toMatch(/^[0-9a-f]{64}$/);
  expect(await digest(1)).not.toBe(await digest(2));
});

test.each([
  ['empty', []],
  ['too short', image(0).slice(1)],
  ['too long', [...image(0), 0]],
  ['fractions', image(0.5)],
  ['above 255', image(256)],
  ['below 0', image(-1)],
  ['text', image(0).map(String)],
  ['no array', null],
])('an entry is left out: %s', (_, entry) => {
  const { images, leftOut } = parseClass(JSON.stringify({ data: [image(0), entry, image(255)] }));
  expect(leftOut).toBe(1);
  expect(images.map((pixels) => pixels[783])).toEqual([0, 255]);
});
