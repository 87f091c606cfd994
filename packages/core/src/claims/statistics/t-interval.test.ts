import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equivalenceTest } from './tost.js';
import { slopeOn } from './slope.js';
import { studentQuantile, studentUpperTail } from './students-t.js';
import { tInterval } from './t-interval.js';
import { tTestAbove } from './t-test.js';

const values = [-1.9, -0.7, -1.4, 0.3, -2.2, -1.1];
const negated = values.map((value) => -value);
const sample = fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 2, maxLength: 12 });

describe('against SciPy 1.17.1', () => {
  it('has its quantiles and tails', () => {
    // stats.t.ppf(.975, 1), (.975, 5), (.9875, 9), (.995, 29)
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706204736174694, 8);
    expect(studentQuantile(0.975, 5)).toBeCloseTo(2.5705818356363146, 10);
    expect(studentQuantile(0.9875, 9)).toBeCloseTo(2.6850108468164575, 10);
    expect(studentQuantile(0.995, 29)).toBeCloseTo(2.756385903670605, 10);
    // stats.t.sf(2.5, 4), (12, 7), (-1, 3)
    expect(studentUpperTail(2.5, 4)).toBeCloseTo(0.03338327240599407, 12);
    expect(studentUpperTail(12, 7) / 3.179155189092549e-6).toBeCloseTo(1, 9);
    expect(studentUpperTail(-1, 3)).toBeCloseTo(0.8044988905221148, 12);
  });

  it('has its intervals', () => {
    // stats.ttest_1samp(values, 0).confidence_interval(.95), then (.80)
    const wide = tInterval(values, 0.95);
    expect(wide.mean).toBeCloseTo(-1.1666666666666667, 12);
    expect(wide.low).toBeCloseTo(-2.1092133397333153, 9);
    expect(wide.high).toBeCloseTo(-0.2241199936000181, 9);
    expect(wide).toMatchObject({ level: 0.95, n: 6 });
    const narrow = tInterval(values, 0.8);
    expect(narrow.low).toBeCloseTo(-1.7078241512356431, 9);
    expect(narrow.high).toBeCloseTo(-0.6255091820976902, 9);
  });

  it('has its one-sided tests and TOST', () => {
    // stats.ttest_1samp(values, 0, alternative='less' and 'greater').pvalue
    expect(tTestAbove(negated)).toBeCloseTo(0.012244142968149496, 10);
    expect(tTestAbove(values)).toBeCloseTo(0.9877558570318505, 10);
    // max(ttest_1samp(values, -2, alternative='greater').pvalue, ttest_1samp(values, 2, alternative='less').pvalue)
    expect(equivalenceTest(values, 2)).toBeCloseTo(0.03609597909236832, 10);
  });

  it('has its slopes', () => {
    // stats.linregress(np.log2(sizes), y).slope
    const doublings = (sizes: number[]) => sizes.map((size) => Math.log2(size));
    expect(slopeOn(doublings([50, 100, 200, 400]), [4.1, 3.0, 2.2, 0.4])).toBeCloseTo(-1.19, 10);
    const sizes = doublings([50, 100, 200, 300, 400, 500]);
    expect(slopeOn(sizes, [5.2, 4.4, 2.1, 2.0, 1.9, 0.2])).toBeCloseTo(-1.3872628637440199, 10);
  });
});

describe('tInterval', () => {
  it('gives a point at level 0 for one value and no width for equal ones', () => {
    expect(tInterval([3], 0.95)).toEqual({ mean: 3, low: 3, high: 3, level: 0, n: 1 });
    expect(tInterval([74.4 - 74, 64.4 - 64], 0.95)).toMatchObject({ level: 0.95, n: 2 });
    const flat = tInterval([74.4 - 74, 64.4 - 64], 0.95);
    expect(flat.low).toBe(flat.high);
    expect([tTestAbove([3]), tTestAbove([3, 3]), equivalenceTest([0, 0], 1)]).toEqual([1, 1, 1]);
  });

  it('moves with the values', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: -100, max: 100 }), (hundredths, shift) => {
        const before = tInterval(hundredths, 0.95);
        const after = tInterval(
          hundredths.map((value) => value + shift),
          0.95,
        );
        expect(after.low - before.low).toBeCloseTo(shift, 6);
        expect(after.high - before.high).toBeCloseTo(shift, 6);
      }),
    );
  });

  it('excludes 0 exactly where a one-sided t test passes alpha/2, and lies in the margin where TOST does', () => {
    fc.assert(
      fc.property(sample, (hundredths) => {
        const { low, high } = tInterval(hundredths, 0.95);
        fc.pre(low < high);
        expect(low > 0).toBe(tTestAbove(hundredths) < 0.025);
        expect(low > -1000 && high < 1000).toBe(equivalenceTest(hundredths, 1000) < 0.025);
      }),
    );
  });
});
