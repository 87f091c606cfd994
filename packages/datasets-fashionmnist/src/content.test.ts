import type { GivenExample, Part } from '@seedbed/core';
import { expect, test, vi } from 'vitest';
import { parseClass } from './class-images.js';
import { classes } from './classes.js';
import { contentOf } from './content.js';

const image = (value: number) => Array<number>(784).fill(value);
const perClass = 1003;

/** Ten classes of 1,003 images; each image holds its class and, in two pixels, its place. */
const read: Parameters<typeof contentOf>[0] = (file) => {
  const index = Number(/(\d)\.json$/.exec(file)?.[1]);
  const data: unknown[] = Array.from({ length: perClass }, (_, item) => [
    index,
    item >> 8,
    item & 255,
    ...image(0).slice(3),
  ]);
  if (index === 4) data.splice(1, 0, []);
  return Buffer.from(JSON.stringify({ data }));
};

test('the last 1,000 intact images of a class are test, those before are train', async () => {
  const seen: Record<Part, string[]> = { train: [], test: [], validation: [] };
  const onProgress = vi.fn();
  const content = contentOf(read, onProgress);
  expect(content).toMatchObject({ inputs: { shape: [28, 28, 1], type: 'uint8' }, classes });
  const notes = await content.examples(({ part, class: label, values }: GivenExample) => {
    const [held, high, low] = values;
    expect(held).toBe(label);
    seen[part].push(`${label} ${high! * 256 + low!}`);
  });
  const range = (from: number, to: number) =>
    classes.flatMap((_, index) => Array.from({ length: to - from }, (_, item) => `${index} ${from + item}`));
  expect(seen).toEqual({ train: range(0, 3), test: range(3, perClass), validation: [] });
  expect(notes).toEqual(['Class 4 (Coat): 1 damaged entry of the package is left out.']);
  // All entries, the damaged one too.
  expect(onProgress.mock.lastCall?.[0]).toBe(10 * perClass + 1);
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
