import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takenOf } from './amounts.js';

const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 6 });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('an amount', () => {
  it('of each class is that of each class, or at most that', () => {
    expect(takenOf({ perClass: 3 }, [5, 3])).toEqual({ counts: [3, 3] });
    expect(takenOf({ perClass: 4 }, [5, 3])).toMatchObject({ missing: { label: 1, asked: 4, left: 3 } });
    expect(takenOf({ perClass: { atMost: 4 } }, [5, 3])).toEqual({ counts: [4, 3] });
    expect(takenOf({}, [5, 3])).toEqual({ counts: [5, 3] });
  });

  it('of examples is taken in the order of (k + 1/2) / m, ties by class', () => {
    // 1/8 3/8 5/8 7/8 of the first class, 1/4 3/4 of the second, 1/2 of the third
    const order = [0, 1, 0, 2, 0, 1, 0];
    for (let n = 1; n <= order.length; n++) {
      const expected = [0, 1, 2].map((label) => order.slice(0, n).filter((each) => each === label).length);
      expect(takenOf({ examples: n }, [4, 2, 1])).toEqual({ counts: expected });
    }
    expect(takenOf({ examples: 3 }, [2, 2, 2])).toEqual({ counts: [1, 1, 1] });
    expect(takenOf({ examples: 4 }, [2, 2, 2])).toEqual({ counts: [2, 1, 1] });
    expect(takenOf({ examples: 8 }, [4, 2, 1])).toMatchObject({ missing: { label: null, asked: 8, left: 7 } });
  });

  it('that is a share is rounded to the nearest number, half up', () => {
    for (const [share, taken] of [
      [0.5, 4],
      [0.05, 0],
      [0.07, 0],
      [0.08, 1],
      [1, 7],
    ] as const) {
      // prettier-ignore
      expect(sum(takenOf({ share }, [4, 2, 1]).counts)).toBe(taken);
    }
  });

  it('is proportional, and what a smaller one takes is among what a larger one takes', () => {
    fc.assert(
      fc.property(counts, fc.nat(180), (left, asked) => {
        const all = sum(left);
        const n = Math.min(asked, all);
        const taken = takenOf({ examples: n }, left).counts;
        expect(sum(taken)).toBe(n);
        taken.forEach((count, label) => expect(Math.abs(count - (n * left[label]!) / Math.max(1, all))).toBeLessThan(left.length)); // prettier-ignore
        const more = takenOf({ examples: Math.min(n + 1, all) }, left).counts;
        expect(taken.every((count, label) => count <= more[label]!)).toBe(true);
      }),
      { numRuns: 100, seed: 12 },
    );
  });
});
