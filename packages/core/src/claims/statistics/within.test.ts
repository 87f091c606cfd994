import { describe, expect, it } from 'vitest';
import { tInterval } from './t-interval.js';
import { withinIntervals } from './within.js';

const half = ({ low, high }: { readonly low: number; readonly high: number }) => (high - low) / 2;

describe('intervals within replicates', () => {
  const rows = [
    [70, 74, 75],
    [80, 83, 86],
    [60, 65, 65],
    [91, 93, 97],
  ];

  it('lie around the means of the cells', () => {
    expect(withinIntervals(rows, 0.95).map(({ mean, n }) => [mean, n])).toEqual([[75.25, 4], [78.75, 4], [80.75, 4]]); // prettier-ignore
  });

  it('of two cells are 1/√2 of the interval of the paired difference', () => {
    const pairs = rows.map(([a, b]) => [a, b] as number[]);
    const difference = tInterval(pairs.map(([a, b]) => (b as number) - (a as number)), 0.9); // prettier-ignore
    for (const interval of withinIntervals(pairs, 0.9)) expect(half(interval)).toBeCloseTo(half(difference) / Math.SQRT2, 10); // prettier-ignore
  });

  it('have the width that the formula gives by hand', () => {
    // Cell 0 without the replicates' means: -3, -3, -10/3, -8/3 around -3; s = √(2/27) = 0.27217; t(0.975; 3) = 3.18245.
    const width = 3.182446 * (Math.sqrt(2 / 27) / 2) * Math.sqrt(1.5);
    expect(half(withinIntervals(rows, 0.95)[0]!)).toBeCloseTo(width, 5);
  });

  it('agree with NumPy 2.4.6 and SciPy 1.17.1', () => {
    // r = np.array([*rows, [55.5, 61, 60.25]]); n, k = r.shape; z = r - r.mean(1, keepdims=True) + r.mean()
    // stats.t.ppf(.975, n - 1) * np.sqrt(np.diag(np.cov(z.T)) * k / (k - 1) / n)
    const widths = withinIntervals([...rows, [55.5, 61, 60.25]], 0.95).map(half);
    for (const [index, width] of [0.45691998, 1.73851436, 1.31209677].entries()) expect(widths[index]).toBeCloseTo(width, 7); // prettier-ignore
  });

  it('do not see what replicates differ in', () => {
    const moved = rows.map((row, index) => row.map((value) => value + 100 * index));
    const widths = (from: number[][]) => withinIntervals(from, 0.95).map(half);
    for (const [index, width] of widths(moved).entries()) expect(width).toBeCloseTo(widths(rows)[index]!, 8);
  });

  it('of a single cell is the t interval, of a single replicate a point', () => {
    expect(withinIntervals([[1], [2], [4]], 0.95)).toEqual([tInterval([1, 2, 4], 0.95)]);
    expect(withinIntervals([[1, 3]], 0.95)).toEqual([1, 3].map((mean) => ({ mean, low: mean, high: mean, level: 0, n: 1 }))); // prettier-ignore
  });
});
