import { describe, expect, it } from 'vitest';
import { rotated } from './rotate.js';

const square = { height: 3, width: 3, channels: 1 };
const numbered = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

describe('a rotated image', () => {
  it('is moved pixel by pixel at quarter turns, counter-clockwise', () => {
    expect([...rotated(numbered, square, 90)]).toEqual([3, 6, 9, 2, 5, 8, 1, 4, 7]);
    expect([...rotated(numbered, square, 180)]).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect([...rotated(numbered, square, -90)]).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
    expect([...rotated(numbered, square, 0)]).toEqual([...numbered]);
  });

  it('takes what lies between four pixels, and zeros from outside', () => {
    // The value is 80 a column. At an eighth turn edges come from sqrt(1/2) left or right of the middle, corners from the
    // middle column or from sqrt(2) beside it, of which sqrt(2) - 1 is outside.
    const slope = Uint8Array.of(0, 80, 160, 0, 80, 160, 0, 80, 160);
    const [left, right] = [80 - 80 * Math.SQRT1_2, 80 + 80 * Math.SQRT1_2].map(Math.round);
    const outside = Math.round(160 * (2 - Math.SQRT2));
    const middle = Math.round(80 * (2 - Math.SQRT2));
    expect([...rotated(slope, square, 45)]).toEqual([middle, right, outside, left, 80, right, 0, left, middle]);
  });

  it('keeps channels apart, and has the bits that it always had', () => {
    const colored = { height: 2, width: 3, channels: 2 };
    const values = Uint8Array.from({ length: 12 }, (_, index) => 20 * index);
    const result = rotated(values, colored, 10);
    expect([...result]).toEqual([3, 20, 44, 64, 94, 113, 91, 110, 156, 176, 163, 180]);
    for (const channel of [0, 1]) {
      const own = (_: number, index: number) => index % 2 === channel;
      expect([...rotated(values.filter(own), { ...colored, channels: 1 }, 10)]).toEqual([...result.filter(own)]);
    }
  });
});
