import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { claimSchema } from '../spec/claims-schema.js';
import { gaussians } from './statistics/gaussians.js';
import { judgeClaims } from './judge.js';
import type { ClaimResult, Observation } from './observations.js';
import { signFlipAbove } from './statistics/sign-flip.js';
import { tInterval } from './statistics/t-interval.js';

const normals = (seed: string) => gaussians(seedrandom(seed));

/** Four standard errors of a share seen in `runs` runs. */
const tolerance = (share: number, runs: number) => 4 * Math.sqrt((share * (1 - share)) / runs);

describe('over seeded studies', () => {
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

  const conditions = ['FTall', 'S1T', 'S2T', 'S4T'];
  const context = { sizes: [50, 100, 200], conditions, replicates: [0, 1, 2, 3, 4, 5, 6, 7] };
  const head = { statement: 'A claim.', origin: 'ours' as const };
  const against = (condition: string) => ({ name: condition, mean: ['S2T'], minus: [condition] });
  const claims = [
    claimSchema.parse({ ...head, id: 'C1', test: { kind: 'trend', contrast: against('FTall'), direction: 'falling' } }),
    claimSchema.parse({
      ...head,
      id: 'C2',
      test: { kind: 'contrasts', contrasts: ['FTall', 'S1T', 'S4T'].map(against) },
    }),
  ];

  /** Studies in which replicates differ by 3 points, cells by 1, and S2T leads the others by `lead`. */
  function studies(seed: string, runs: number, lead: (condition: string, images: number) => number): ClaimResult[][] {
    const normal = normals(seed);
    return Array.from({ length: runs }, () => {
      const observations: Observation[] = context.replicates.flatMap((replicate) => {
        const level = 60 + 3 * normal();
        return context.sizes.flatMap((images) =>
          conditions.map((condition) => {
            return { replicate, images, condition, accuracy: level + lead(condition, images) + normal() };
          }),
        );
      });
      return judgeClaims(claims, observations, context);
    });
  }
  const share = (results: readonly boolean[]) => results.filter(Boolean).length / results.length;

  it('a trend that is not there: interval and sign-flip together are wrong less often than alpha/2 a side', () => {
    const runs = 2000;
    const results = studies('null', runs, () => 0);
    const trends = results.map(([trend]) => trend!);
    const beyond = share(trends.map(({ findings }) => findings[0]!.interval.low > 0 || findings[0]!.interval.high < 0));
    expect(Math.abs(beyond - 0.05)).toBeLessThan(tolerance(0.05, runs));
    for (const verdict of ['supported', 'contradicted']) {
      const wrong = share(trends.map((result) => result.verdict === verdict));
      expect(wrong).toBeGreaterThan(0.01);
      expect(wrong).toBeLessThan(0.025 + tolerance(0.025, runs));
    }
    const contrasts = results.map(([, result]) => result!);
    const anySupported = share(contrasts.map(({ summary }) => summary.startsWith('Supported')));
    expect(anySupported).toBeLessThan(0.025);
    const anyOpposed = share(contrasts.map(({ findings }) => findings.some((one) => one.verdict === 'contradicted')));
    expect(anyOpposed).toBeLessThan(0.025 + tolerance(0.025, runs));
  });

  it('all but one contrast true: a size is wrongly supported at most alpha/2 of the time', () => {
    // The least favourable null of the intersection-union test: one contrast is 0, the others are large.
    const runs = 1000;
    const results = studies('boundary', runs, (condition) => (condition === 'S2T' || condition === 'FTall' ? 10 : 0));
    const wrong = share(results.map(([, result]) => result!.summary.startsWith('Supported')));
    expect(wrong).toBeGreaterThan(0.003);
    expect(wrong).toBeLessThan(0.025 + tolerance(0.025, runs));
  });

  it('effects of 4 points are found', () => {
    const results = studies('effect', 100, (condition) => (condition === 'S2T' ? 4 : 0));
    expect(share(results.map(([, result]) => result!.verdict === 'supported'))).toBeGreaterThan(0.9);
  });
});
