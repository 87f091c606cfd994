import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageTest } from './page.js';

describe('pageTest', () => {
  it('agrees with SciPy 1.17.1 in small cases', () => {
    // stats.page_trend_test(blocks, method='exact')
    const small = [
      [0.4, 2.2, 3.0, 4.1],
      [1.1, 0.9, 2.5, 2.4],
      [-0.3, 1.2, 0.8, 3.3],
    ];
    const { L, p, exact } = pageTest(small);
    expect({ L, exact }).toEqual({ L: 87, exact: true });
    expect(p).toBeCloseTo(0.007016782407407407, 12);
    const six = [
      [0.0, 0.6, 0.33, 0.01, 0.75, 0.51],
      [0.06, 1.64, 0.11, 0.28, 1.69, 1.86],
      [0.11, -0.63, 0.57, 1.6, -0.14, 1.04],
      [-1.9, -0.99, -1.24, 0.66, -0.07, 1.77],
      [0.16, 0.11, -1.92, 0.36, 1.15, 1.61],
      [-1.53, -0.18, -0.38, 0.09, 2.26, 0.69],
      [-0.03, 1.18, 0.02, 0.79, 1.31, 1.56],
      [-1.23, 0.38, 1.96, -0.65, 2.06, 1.62],
    ];
    expect(pageTest(six).L).toBe(688);
    expect(pageTest(six).p / 3.5810773945091897e-7).toBeCloseTo(1, 9);
  });

  it("agrees with SciPy's asymptotic p where blocks are many", () => {
    // stats.page_trend_test([[(i*37 + j*23 + i*j*j) % 41 + 2*j + j/100 for j in range(5)] for i in range(35)],
    //                       method='asymptotic')
    const many = Array.from({ length: 35 }, (_, i) =>
      Array.from({ length: 5 }, (_, j) => ((i * 37 + j * 23 + i * j * j) % 41) + 2 * j + j / 100),
    );
    const { L, p, exact } = pageTest(many);
    expect({ L, exact }).toEqual({ L: 1656, exact: false });
    expect(p).toBeCloseTo(0.0030878875757643343, 6);
  });

  it('gives 1/k! to one block in the predicted order, and to the reverse 1', () => {
    for (const k of [2, 3, 5, 10]) {
      const ordered = Array.from({ length: k }, (_, index) => index);
      const factorial = ordered.reduce((product, index) => product * (index + 1), 1);
      expect(pageTest([ordered]).p).toBeCloseTo(1 / factorial, 12);
      expect(pageTest([[...ordered].reverse()]).p).toBeCloseTo(1, 12);
    }
  });

  it('is no evidence without two sizes, without blocks and with ties only', () => {
    expect(pageTest([]).p).toBe(1);
    expect(pageTest([[1], [2]]).p).toBe(1);
    expect(pageTest([[1, 1, 1]]).p).toBeCloseTo(1, 12);
    expect(pageTest(Array.from({ length: 31 }, () => [1, 1, 1])).p).toBe(1);
  });

  it('does not depend on the order of the blocks nor on what is added to a block', () => {
    const blocks = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(blocks, fc.integer({ min: -9, max: 9 }), (rows, shift) => {
        const { L, p } = pageTest(rows);
        const moved = pageTest([...rows].reverse().map((row, index) => row.map((value) => value + shift * index)));
        expect(moved.L).toBe(L);
        expect(moved.p).toBeCloseTo(p, 12);
      }),
      { numRuns: 50 },
    );
  });
});
