import { openStream } from '@seedbed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertySeed } from '../testing/numbers.js';
import { magnitude } from './magnitude.js';
import { random } from './random.js';

const stream = () => openStream('net/mask');
const none = () => expect.fail('nothing is drawn');

describe('magnitude', () => {
  const maskOf = (upstream: readonly number[], share: number) => [
    ...magnitude.of({ weights: upstream.length, upstream: Float32Array.from(upstream), stream: none }, { share }),
  ];

  it('masks the smallest by absolute value, of equal ones the first', () => {
    expect(maskOf([3, -1, 2, -4], 0.5)).toEqual([1, 0, 0, 1]);
    expect(maskOf([2, -2, 2, -2], 0.5)).toEqual([0, 0, 1, 1]);
    expect(maskOf([2, -1, 2, 5], 0.5)).toEqual([0, 0, 1, 1]);
  });

  it('counts the weights that the other run still had, and rounds halves up', () => {
    // Of three that are left one and a half: two.
    expect(maskOf([0, 3, 0, 1, 0, 2], 0.5)).toEqual([0, 1, 0, 0, 0, 0]);
    expect(maskOf([0, 3, 0, 1, 0, 2], 0.1)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(maskOf([0, 0], 0.5)).toEqual([0, 0]);
  });

  it('takes a weight that is no number for the largest', () => {
    expect(maskOf([NaN, 1, -Infinity, 2], 0.5)).toEqual([1, 0, 1, 0]);
  });

  it('keeps what was masked before, round after round', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0, max: 0.99, noNaN: true }), (start, share) => {
        let weights = start;
        for (let round = 0; round < 3; round++) {
          const left = weights.filter((value) => value !== 0).length;
          const mask = maskOf(weights, share);
          for (const [at, value] of weights.entries()) if (value === 0) expect(mask[at]).toBe(0);
          expect(mask.filter((value) => value === 1).length).toBe(left - Math.floor(share * left + 0.5));
          const masked = weights.map((value, at) => (mask[at] === 0 ? Math.abs(value) : 0));
          const kept = weights.filter((_, at) => mask[at] === 1).map(Math.abs);
          expect(Math.max(0, ...masked)).toBeLessThanOrEqual(Math.min(Infinity, ...kept));
          weights = weights.map((value, at) => value * (mask[at] as number));
        }
      }),
      { seed: propertySeed },
    ); // prettier-ignore
  });
});

describe('random', () => {
  const maskOf = (weights: number, share: number) => [
    ...random.of({ weights, upstream: undefined, stream }, { share }),
  ];

  it('masks as many as the share says, the same each time', () => {
    for (const [weights, share, masked] of [
      [10, 0.25, 3],
      [10, 0.24, 2],
      [1000, 0.9, 900],
      [3, 0.1, 0],
    ] as const) {
      // prettier-ignore
      expect(maskOf(weights, share).filter((value) => value === 0).length).toBe(masked);
    }
    expect(maskOf(100, 0.5)).toEqual(maskOf(100, 0.5));
  });

  it('is nested in the share', () => {
    const masks = [0.1, 0.3, 0.5, 0.9].map((share) => maskOf(500, share));
    for (const [index, mask] of masks.slice(1).entries()) {
      expect(mask.every((value, at) => value === 0 || masks[index]?.[at] === 1)).toBe(true);
    }
  });
});
