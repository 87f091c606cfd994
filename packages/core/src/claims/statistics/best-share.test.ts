import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { bestShare } from './best-share.js';

describe('bestShare', () => {
  it('counts by hand: two replicates that disagree', () => {
    // Resamples: aa (1/4, first wins), ab (1/2, sums 5 and 4: first), bb (1/4, second wins).
    const rows = [
      [4, 1],
      [1, 3],
    ];
    expect(bestShare(rows, [true, false])).toBeCloseTo(0.75, 12);
    expect(bestShare(rows, [false, true])).toBeCloseTo(0.25, 12);
  });

  it('is certain where one condition always wins, and gives ties their share, which is chance', () => {
    const rows = Array.from({ length: 8 }, (_, index) => [70 + index, 71 + index, 60]);
    expect(bestShare(rows, [false, true, false])).toBeCloseTo(1, 12);
    expect(bestShare(rows, [true, false, true])).toBe(0);
    const alike = Array.from({ length: 6 }, () => [50, 50, 50, 50, 50]);
    expect(bestShare(alike, [false, true, true, false, false])).toBeCloseTo(0.4, 12);
  });

  it('agrees, enumerated, with a plain bootstrap', () => {
    const random = seedrandom('best.spec');
    const rows = Array.from({ length: 7 }, () => [random(), random() + 0.05, random()]);
    let hits = 0;
    for (let draw = 0; draw < 20_000; draw += 1) {
      const picked = rows.map(() => rows[Math.floor(random() * 7)]!);
      const sums = [0, 1, 2].map((column) => picked.reduce((sum, row) => sum + row[column]!, 0));
      if (sums.indexOf(Math.max(...sums)) === 1) hits += 1;
    }
    // Standard error of the draw: at most sqrt(0.25 / 20000) = 0.0035.
    expect(Math.abs(bestShare(rows, [false, true, false]) - hits / 20_000)).toBeLessThan(0.015);
  });

  it('repeats itself when drawn, and shares add up to 1', () => {
    const random = seedrandom('best.spec/many');
    const rows = Array.from({ length: 14 }, () => [random(), random(), random()]);
    const shares = [0, 1, 2].map((wanted) =>
      bestShare(
        rows,
        [0, 1, 2].map((column) => column === wanted),
      ),
    );
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(bestShare(rows, [true, false, false])).toBe(shares[0]);
  });
});
