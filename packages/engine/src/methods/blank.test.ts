import { openStream } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { augmented, drawnFor } from './augment.js';
import { blanked } from './blank.js';

const image = { height: 3, width: 4, channels: 1 };

/** Where a square is. */
function at(side: number, y: number, x: number): string {
  const pixels = new Uint8Array(12);
  blanked(pixels, image, side, { y, x }, [1]);
  return [0, 4, 8].map((from) => pixels.subarray(from, from + 4).join('')).join(' ');
}

describe('a blanked square', () => {
  it('is cut off at the border', () => {
    expect(at(1, 1, 2)).toBe('0000 0010 0000');
    expect(at(2, 1, 2)).toBe('0110 0110 0000');
    expect(at(3, 0, 3)).toBe('0011 0011 0000');
    expect(at(2, 0, 0)).toBe('1000 0000 0000');
    expect(at(9, 2, 0)).toBe('1111 1111 1111');
  });

  it('has a value of its own in each channel', () => {
    const colors = Uint8Array.of(1, 2, 3, 4, 5, 6);
    blanked(colors, { height: 1, width: 2, channels: 3 }, 1, { y: 0, x: 1 }, [7, 8, 9]);
    expect([...colors]).toEqual([1, 2, 3, 7, 8, 9]);
  });

  it('has its center at every pixel, each about as often', () => {
    const stream = openStream('cutout');
    const how = { flip: false, shift: 0, rotate: 0, cutout: 1 };
    const seen = new Map<number, number>();
    for (let draw = 0; draw < 2400; draw++) {
      const place = augmented(new Uint8Array(12), image, how, drawnFor(how, image, stream), [1]).indexOf(1);
      seen.set(place, (seen.get(place) ?? 0) + 1);
    }
    // 200 each; five standard deviations are 68.
    expect(seen.size).toBe(12);
    for (const times of seen.values()) expect(Math.abs(times - 200)).toBeLessThan(68);
  });
});
