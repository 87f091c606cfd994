import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { coversOf, toShape } from './resize.js';
import type { ImageShape } from './shape.js';

const grey = (width: number, height: number, values: readonly number[]) => ({
  width,
  height,
  pixels: Uint8Array.from(values.flatMap((value) => [value, value, value, 255])),
});
const shape = (height: number, width: number, channels: 1 | 3 = 3): ImageShape => ({ height, width, channels });
const firstChannel = (pixels: Uint8Array) => [...pixels].filter((_, index) => index % 3 === 0);

describe('covers', () => {
  it('share out every source pixel whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (from, to) => {
        const covers = coversOf(from, to);
        const given = new Array<number>(from).fill(0);
        for (const { first, weights } of covers) {
          expect(weights.every((weight) => Number.isInteger(weight) && weight > 0)).toBe(true);
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(from);
          weights.forEach((weight, index) => (given[first + index]! += weight));
        }
        expect(given).toEqual(new Array<number>(from).fill(to));
      }),
    );
  });
});

test('an image of the right size stays as it is', () => {
  const values = [1, 2, 3, 4, 5, 6];
  expect(firstChannel(toShape(grey(3, 2, values), shape(2, 3)))).toEqual(values);
});

test('half the size is the mean of four, halves up', () => {
  expect(firstChannel(toShape(grey(2, 2, [0, 0, 1, 1]), shape(1, 1)))).toEqual([1]);
  expect(firstChannel(toShape(grey(2, 2, [0, 0, 0, 1]), shape(1, 1)))).toEqual([0]);
});

test('three to two weighs the middle half on each side', () => {
  // (2 * 30 + 60) / 3 = 40 and (60 + 2 * 90) / 3 = 80
  expect(firstChannel(toShape(grey(3, 3, [30, 60, 90, 30, 60, 90, 30, 60, 90]), shape(2, 2)))).toEqual([
    40, 80, 40, 80,
  ]);
});

test('a wide image loses its sides, a high one its top and bottom', () => {
  expect(firstChannel(toShape(grey(4, 2, [9, 1, 2, 9, 9, 3, 4, 9]), shape(2, 2)))).toEqual([1, 2, 3, 4]);
  expect(firstChannel(toShape(grey(1, 3, [9, 5, 9]), shape(1, 1)))).toEqual([5]);
});

test('a small image grows', () => {
  expect(firstChannel(toShape(grey(1, 1, [7]), shape(2, 2)))).toEqual([7, 7, 7, 7]);
});

test('channels are kept apart', () => {
  const picture = { width: 1, height: 2, pixels: Uint8Array.of(10, 20, 30, 255, 20, 40, 60, 0) };
  expect([...toShape(picture, shape(1, 1))].length).toBe(3);
  expect([...toShape({ ...picture, width: 1, height: 2 }, { height: 2, width: 1, channels: 3 })]).toEqual([10, 20, 30, 20, 40, 60]); // prettier-ignore
});

describe('one channel', () => {
  const picture = (height: number, ...colours: [number, number, number][]) => ({
    width: colours.length / height,
    height,
    pixels: Uint8Array.from(colours.flatMap((colour) => [...colour, 255])),
  });

  test('is how bright each pixel is, as Pillow has it', () => {
    // Image.new('RGB', (1, 1), colour).convert('L')
    const colours = picture(1, [255, 0, 0], [0, 255, 0], [0, 0, 255], [200, 100, 80], [77, 77, 77]);
    expect([...toShape(colours, shape(1, 5, 1))]).toEqual([76, 150, 29, 128, 77]);
  });

  test('is rounded once, after the mean', () => {
    // 0.11 and 0.68 are 0.40 together; the mean of 0 and 1 would be rounded to 1.
    expect([...toShape(picture(2, [0, 0, 1], [0, 0, 6], [0, 0, 1], [0, 0, 6]), shape(1, 1, 1))]).toEqual([0]);
  });
});

test('any size gives values between the least and the most, and a flat image stays flat', () => {
  const size = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(size, size, size, size, fc.integer({ min: 0, max: 255 }), (width, height, toHeight, toWidth, value) => {
      const flat = toShape(
        grey(width, height, new Array<number>(width * height).fill(value)),
        shape(toHeight, toWidth),
      );
      expect(new Set(flat)).toEqual(new Set([value]));
    }),
  );
});

test('a part of a picture is copied as it is, wherever its bytes and those of the target begin', () => {
  const size = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(
      size,
      size,
      size,
      fc.nat(3),
      fc.nat(3),
      fc.infiniteStream(fc.nat(255)),
      (width, height, more, before, ahead, bytes) => {
        // Wider than the target or higher, so that the middle is taken at its own size.
        const [wide, high] = more % 2 === 0 ? [width + more, height] : [width, height + more];
        const whole = Uint8Array.from({ length: before + wide * high * 4 }, () => bytes.next().value as number);
        const pixels = whole.subarray(before);
        const target = new Uint8Array(ahead + width * height * 3).subarray(ahead);
        toShape({ width: wide, height: high, pixels }, shape(height, width), target);
        const [left, top] = [Math.floor((wide - width) / 2), Math.floor((high - height) / 2)];
        const expected = Array.from({ length: height * width * 3 }, (_, at) => {
          const [pixel, channel] = [Math.floor(at / 3), at % 3];
          const [y, x] = [Math.floor(pixel / width), pixel % width];
          return pixels[((top + y) * wide + left + x) * 4 + channel];
        });
        expect([...target]).toEqual(expected);
      },
    ),
  );
});
