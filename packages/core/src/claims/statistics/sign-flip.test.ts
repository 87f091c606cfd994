import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signFlipAbove, signFlipTwoSided, smallestSignFlipP } from './sign-flip.js';

const values = [-1.9, -0.7, -1.4, 0.3, -2.2, -1.1];
const tied = [0.4, 0.4, -0.2, 0.0, 0.9, -0.2, 0.6];
const negate = (numbers: readonly number[]) => numbers.map((number) => -number);
const tenths = fc.array(
  fc.integer({ min: -40, max: 40 }).map((value) => value / 10),
  { minLength: 1, maxLength: 9 },
);

describe('signFlipAbove', () => {
  it('agrees with SciPy 1.17.1', () => {
    // stats.permutation_test((values,), mean, permutation_type='samples', n_resamples=inf, alternative=…).pvalue
    expect(signFlipAbove(negate(values))).toBe(0.03125);
    expect(signFlipAbove(values)).toBe(0.984375);
    expect(signFlipTwoSided(values)).toBe(0.0625);
    expect(signFlipAbove(tied)).toBe(0.09375);
    expect(signFlipAbove(negate(tied))).toBe(0.953125);
    expect(signFlipTwoSided(tied)).toBe(0.1875);
  });

  it('counts what plain enumeration counts', () => {
    const enumerated = (numbers: readonly number[]) => {
      const observed = numbers.reduce((sum, value) => sum + value, 0);
      let hits = 0;
      for (let signs = 0; signs < 2 ** numbers.length; signs += 1) {
        const sum = numbers.reduce((total, value, bit) => total + (signs & (1 << bit) ? -value : value), 0);
        if (sum >= observed - 1e-9) hits += 1;
      }
      return hits / 2 ** numbers.length;
    };
    fc.assert(
      fc.property(tenths, (numbers) => {
        expect(signFlipAbove(numbers)).toBe(enumerated(numbers));
      }),
    );
  });

  it('does not depend on the order of the replicates', () => {
    fc.assert(
      fc.property(tenths, (numbers) => {
        expect(signFlipAbove([...numbers].reverse())).toBe(signFlipAbove(numbers));
        expect(signFlipTwoSided(numbers)).toBe(signFlipTwoSided(negate(numbers)));
      }),
    );
  });

  it('covers both sides: P(>= observed) + P(<= observed) is 1 plus the share of ties', () => {
    fc.assert(
      fc.property(tenths, (numbers) => {
        expect(signFlipAbove(numbers) + signFlipAbove(negate(numbers))).toBeGreaterThan(1);
      }),
    );
  });

  it('falls as every difference moves up', () => {
    fc.assert(
      fc.property(tenths, (numbers) => {
        const above = numbers.map((value) => Math.abs(value) + 1);
        expect(signFlipAbove(above)).toBe(smallestSignFlipP(numbers.length));
      }),
    );
  });

  it('is exact for 30 replicates and drawn, near the exact value, for more', () => {
    const alternating = (n: number) => Array.from({ length: n }, (_, index) => (index % 3 === 0 ? -1 : 1.1));
    expect(signFlipAbove(alternating(24).map(Math.abs))).toBe(2 ** -24);
    expect(signFlipAbove(alternating(30).map(Math.abs))).toBe(2 ** -30);
    // Standard error of the draw: at most sqrt(0.25 / 9999) = 0.005.
    const exact = signFlipAbove(alternating(30));
    const drawn = signFlipAbove([...alternating(30), 0]);
    expect(drawn).toBeGreaterThan(0);
    expect(Math.abs(drawn - exact)).toBeLessThan(0.02);
    expect(signFlipAbove([...alternating(30), 0])).toBe(drawn);
  });

  it('calls nothing, or nothing but zeros, no evidence', () => {
    expect(signFlipAbove([])).toBe(1);
    expect(signFlipAbove([0, 0, 0])).toBe(1);
    expect(signFlipTwoSided([0, 0])).toBe(1);
  });
});
