import type { Stream } from '@seedbed/core';
import { openStream } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { type Augmentation, augmented, mirror } from './augment.js';

/** A stream that gives what it is told, so that a flip and a shift can be asked for. */
function scripted(uniforms: number[], belows: number[]): Stream & { readonly bounds: number[] } {
  const bounds: number[] = [];
  return {
    seed: 'scripted',
    bounds,
    position: 0,
    skip: () => expect.fail('nothing is to be skipped'),
    uniform: () => uniforms.shift() ?? expect.fail('one uniform number too many was drawn'),
    below(bound) {
      bounds.push(bound);
      return belows.shift() ?? expect.fail('one integer too many was drawn');
    },
  };
}

const image = { height: 3, width: 4, channels: 1 };
// prettier-ignore
const pixels = Uint8Array.of(
  11, 12, 13, 14,
  21, 22, 23, 24,
  31, 32, 33, 34,
);
const shown = (how: Pick<Augmentation, 'flip' | 'shift'>, stream: Stream, shape = image, from = pixels) =>
  Array.from(augmented(from, shape, { rotate: 0, cutout: 0, ...how }, stream, [0]));

describe('augmented', () => {
  it('mirrors left to right below one half, and not from there on', () => {
    const how = { flip: true, shift: 0 };
    // prettier-ignore
    expect(shown(how, scripted([0.499], []))).toEqual([
      14, 13, 12, 11,
      24, 23, 22, 21,
      34, 33, 32, 31,
    ]);
    expect(shown(how, scripted([0.5], []))).toEqual([...pixels]);
  });

  it('shifts down and right, zeros moving in', () => {
    const stream = scripted([], [3, 1]); // of 0 to 4: down by 1, left by 1
    // prettier-ignore
    expect(shown({ flip: false, shift: 2 }, stream)).toEqual([
       0,  0,  0,  0,
      12, 13, 14,  0,
      22, 23, 24,  0,
    ]);
    expect(stream.bounds).toEqual([5, 5]);
    // prettier-ignore
    expect(shown({ flip: false, shift: 2 }, scripted([], [0, 4]))).toEqual([
      0, 0, 31, 32,
      0, 0,  0,  0,
      0, 0,  0,  0,
    ]);
  });

  it('mirrors before it shifts', () => {
    // prettier-ignore
    expect(shown({ flip: true, shift: 1 }, scripted([0], [0, 2]))).toEqual([
      0, 24, 23, 22,
      0, 34, 33, 32,
      0,  0,  0,  0,
    ]);
  });

  it('keeps the channels of a pixel together', () => {
    const colors = Uint8Array.of(1, 2, 3, 4, 5, 6);
    const shape = { height: 1, width: 2, channels: 3 };
    expect(shown({ flip: true, shift: 0 }, scripted([0], []), shape, colors)).toEqual([4, 5, 6, 1, 2, 3]);
    expect(shown({ flip: false, shift: 1 }, scripted([], [1, 2]), shape, colors)).toEqual([0, 0, 0, 1, 2, 3]);
  });

  it('shows nothing when the shift is larger than the image, and leaves the original alone', () => {
    const before = [...pixels];
    expect(shown({ flip: false, shift: 9 }, scripted([], [18, 9]))).toEqual(new Array(12).fill(0));
    expect([...pixels]).toEqual(before);
  });

  it('uses every shift in both directions, each about as often, and mirrors half of the images', () => {
    const stream = openStream('augment');
    const dot = Uint8Array.from({ length: 81 }, (_, index) => (index === 4 * 9 + 4 ? 1 : index === 4 * 9 + 5 ? 2 : 0));
    const shape = { height: 9, width: 9, channels: 1 };
    const seen = new Map<number, number>();
    let mirrored = 0;
    for (let draw = 0; draw < 3600; draw++) {
      const result = augmented(dot, shape, { flip: true, shift: 1, rotate: 0, cutout: 0 }, stream, [0]);
      const at = result.indexOf(1);
      if (result[at + 1] !== 2) mirrored++;
      seen.set(at, (seen.get(at) ?? 0) + 1);
    }
    expect(seen.size).toBe(9);
    for (const times of seen.values()) expect(Math.abs(times - 400)).toBeLessThan(100);
    expect(Math.abs(mirrored - 1800)).toBeLessThan(150);
  });
});

describe('mirror', () => {
  it('is what a drawn flip shows, whatever the number of channels', () => {
    const colored = { height: 3, width: 2, channels: 2 };
    for (const shape of [image, colored]) {
      const flipped = shown({ flip: true, shift: 0 }, scripted([0], []), shape);
      expect(Array.from(mirror(pixels, shape))).toEqual(flipped);
      expect(mirror(mirror(pixels, shape), shape)).toEqual(pixels);
    }
  });
});
