import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { gaussians } from './gaussians.js';
import { signFlipAbove } from './sign-flip.js';
import { tInterval } from './t-interval.js';
import { withinIntervals } from './within.js';

const normals = (seed: string) => gaussians(seedrandom(seed));

/** Four standard errors of a share seen in `runs` runs. */
const tolerance = (share: number, runs: number) => 4 * Math.sqrt((share * (1 - share)) / runs);

describe('over seeded samples', () => {
  it('intervals cover the mean 95 times in 100, at 3, 5 and 10 replicates', () => {
    const runs = 4000;
    for (const replicates of [3, 5, 10]) {
      const normal = normals(`coverage/${replicates}`);
      let covered = 0;
      for (let run = 0; run < runs; run += 1) {
        const { low, high } = tInterval(
          Array.from({ length: replicates }, () => 1.5 + 0.8 * normal()),
          0.95,
        );
        if (low <= 1.5 && 1.5 <= high) covered += 1;
      }
      expect(Math.abs(covered / runs - 0.95)).toBeLessThan(tolerance(0.95, runs));
    }
  });

  it('the sign-flip test rejects a true null as often as its grid of p values allows', () => {
    const runs = 4000;
    const normal = normals('sign-flip');
    let rejected = 0;
    for (let run = 0; run < runs; run += 1) {
      if (signFlipAbove(Array.from({ length: 8 }, normal)) <= 0.05) rejected += 1;
    }
    const expected = Math.floor(0.05 * 2 ** 8) / 2 ** 8; // 12/256 = 0.047
    expect(Math.abs(rejected / runs - expected)).toBeLessThan(tolerance(expected, runs));
  });

  it('intervals within replicates have the width of independent samples without the spread of replicates', () => {
    // Many replicates: the expected half-width of a mean is t · σ / √n, whatever replicates differ in.
    const [n, columns, runs] = [10, 4, 500];
    const normal = normals('within');
    let widths = 0;
    for (let run = 0; run < runs; run += 1) {
      const rows = Array.from({ length: n }, () => {
        const level = 20 * normal();
        return Array.from({ length: columns }, () => level + normal());
      });
      widths += (withinIntervals(rows, 0.95)[0]!.high - withinIntervals(rows, 0.95)[0]!.low) / 2;
    }
    // t(0.975; 9) = 2.262157; E[s] of ten values is c4(10) = 0.972659.
    const expected = (2.262157 * 0.972659) / Math.sqrt(n);
    expect(Math.abs(widths / runs / expected - 1)).toBeLessThan(0.04);
  });
});
