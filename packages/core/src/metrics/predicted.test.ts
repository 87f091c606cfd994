import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusion } from './classification.js';
import { differingClasses, otherThanCounted, predictedClasses } from './predicted.js';

interface Pair {
  readonly classes: number;
  readonly one: readonly number[];
  readonly other: readonly number[];
  readonly disagreement: number;
}

/** Written by tools/metrics/frozen.py with scikit-learn. */
const { pairs } = JSON.parse(readFileSync(new URL('frozen.json', import.meta.url), 'utf8')) as {
  pairs: readonly Pair[];
};

const classesOf = (classes: number, probabilities: readonly number[]) =>
  predictedClasses({ classes, probabilities: Float32Array.from(probabilities) });

const predicted = (length: number) =>
  fc.array(fc.nat({ max: 3 }), { minLength: length, maxLength: length }).map((all) => Uint16Array.from(all));
const several = (count: number) =>
  fc
    .integer({ min: 1, max: 40 })
    .chain((length) => fc.tuple(...Array.from({ length: count }, () => predicted(length))));
const share = (one: Uint16Array, other: Uint16Array) => differingClasses(one, other).value;

describe('predicted classes', () => {
  it('are the most likely ones, the first of several', () => {
    expect([...classesOf(3, [0.2, 0.5, 0.3, 0.4, 0.2, 0.4, 0, 0, 1])]).toEqual([1, 0, 2]);
  });

  it('agree with confusion counts that hold as many of each', () => {
    const probabilities = Float32Array.of(0.9, 0.1, 0.4, 0.6, 0.3, 0.7);
    const counts = confusion({ classes: 2, probabilities, labels: Int32Array.of(0, 1, 0) });
    const classes = predictedClasses({ classes: 2, probabilities });
    expect(otherThanCounted(classes, counts)).toBeNull();
    expect(otherThanCounted(classes, [[1, 0], [1, 1]])).toBe('class 0 is predicted 1 times, but the confusion counts give 2'); // prettier-ignore
  });
});

describe('the share of examples that get different classes', () => {
  it.each(pairs.map((pair, index) => [index, pair] as const))('is that of scikit-learn: case %i', (_, pair) => {
    const [one, other] = [classesOf(pair.classes, pair.one), classesOf(pair.classes, pair.other)];
    expect(differingClasses(one, other).value).toBeCloseTo(pair.disagreement, 10);
    expect(pair.disagreement).toBeGreaterThan(0);
  });

  it('has the standard error of a share, and none of one example', () => {
    const one = Uint16Array.of(0, 1, 1, 2);
    // sqrt(p (1 - p) / (n - 1)), p = 1/4, n = 4.
    expect(differingClasses(one, Uint16Array.of(0, 1, 2, 2))).toEqual({ value: 25, standardError: 25 });
    expect(differingClasses(one.slice(0, 1), one.slice(1, 2))).toEqual({ value: 100, standardError: null });
  });

  it('is a distance: none from itself, the same both ways, and never longer than over a third', () => {
    fc.assert(
      fc.property(several(3), ([a, b, c]) => {
        expect(share(a!, a!)).toBe(0);
        expect(differingClasses(a!, b!)).toEqual(differingClasses(b!, a!));
        expect(share(a!, c!)).toBeLessThanOrEqual(share(a!, b!) + share(b!, c!) + 1e-9);
      }),
      { numRuns: 100, seed: 21 },
    );
  });

  it('is of the same examples alone', () => {
    expect(() => differingClasses(new Uint16Array(3), new Uint16Array(4))).toThrow(RangeError);
    expect(() => differingClasses(new Uint16Array(0), new Uint16Array(0))).toThrow(RangeError);
  });
});
