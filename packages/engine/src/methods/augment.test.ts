import type { Stream } from '@seedbed/core';
import { openStream } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { augment, augmented, drawnFor, mirror } from './augment.js';
import type { Augmentation } from './augmentation.js';
import type { ImagesShown } from './method.js';
import { scripted } from '../testing/scripted.js';

const image = { height: 3, width: 4, channels: 1 };
// prettier-ignore
const pixels = Uint8Array.of(
  11, 12, 13, 14,
  21, 22, 23, 24,
  31, 32, 33, 34,
);
const off: Augmentation = { flip: false, shift: 0, rotate: 0, cutout: 0 };
const shown = (some: Partial<Augmentation>, stream: Stream, shape = image, from = pixels) => {
  const how = { ...off, ...some };
  return Array.from(augmented(from, shape, how, drawnFor(how, shape, stream), [99, 99, 99]));
};

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
    const moved = { ...off, flip: true, shift: 1 };
    const dot = Uint8Array.from({ length: 81 }, (_, index) => (index === 4 * 9 + 4 ? 1 : index === 4 * 9 + 5 ? 2 : 0));
    const shape = { height: 9, width: 9, channels: 1 };
    const seen = new Map<number, number>();
    let mirrored = 0;
    for (let draw = 0; draw < 3600; draw++) {
      const result = augmented(dot, shape, moved, drawnFor(moved, shape, stream), [0]);
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

const imageChange = (how: Partial<Augmentation>, shownAs: ImagesShown) =>
  augment.image?.({ ...off, ...how }, shownAs) ?? expect.fail('augment changes images');

describe('augment', () => {
  it('draws nothing for what is off, and the flips and shifts that it always drew', () => {
    const stream = openStream('recorded');
    const { draw, change } = imageChange({ flip: true, shift: 2 }, { image, input: { mean: [0.5], std: [1] } });
    expect(Array.from({ length: 3 }, () => [...change(pixels, draw(stream))])).toEqual([
      [0, 34, 33, 32, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 13, 12, 11, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 13, 12, 11, 0],
    ]);
    expect(stream.position).toBe(9);
  });

  it('draws the angle after the shifts, even from one end to the other, and rotates first', () => {
    const how = { flip: true, shift: 1, rotate: 90 };
    const square = { height: 2, width: 2, channels: 1 };
    const four = Uint8Array.of(1, 2, 3, 4);
    // Clockwise at 0: 3 1 / 4 2. What is mirrored and shifted is the rotated image.
    expect(shown(how, scripted([0.5, 0], [1, 1]), square, four)).toEqual([3, 1, 4, 2]);
    expect(shown(how, scripted([0.5, 0.5], [1, 1]), square, four)).toEqual([1, 2, 3, 4]);
    expect(shown(how, scripted([0.1, 0], [2, 1]), square, four)).toEqual([0, 0, 1, 3]);
  });

  it('blanks last: also what a shift moved in', () => {
    expect(shown({ shift: 1, cutout: 1 }, scripted([], [2, 1, 0, 2]))).toEqual([0, 0, 99, 0, 11, 12, 13, 14, 21, 22, 23, 24]); // prettier-ignore
  });

  it('blanks with the mean of the input, which is 0 when it is standardized', () => {
    const point = { height: 1, width: 1, channels: 3 };
    const blanks = (mean: number[]) => {
      const { draw, change } = imageChange({ cutout: 1 }, { image: point, input: { mean, std: [1] } });
      return [...change(Uint8Array.of(1, 2, 3), draw(openStream('x')))];
    };
    expect(blanks([0.5, 0.2, 1])).toEqual([128, 51, 255]);
    expect(blanks([-0.5])).toEqual([0, 0, 0]);
  });
});
