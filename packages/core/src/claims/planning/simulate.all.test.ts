import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { studyOf, valuesBy } from '../../testing/claims.js';
import { judgeClaims } from '../judging/judge.js';
import type { ClaimResult } from '../model/result.js';
import { gaussians } from '../statistics/gaussians.js';
import { simulateClaims } from './simulate.js';

const eight = [0, 1, 2, 3, 4, 5, 6, 7];
const sides = (plus: string, minus: string) => ({ plus: { condition: plus }, minus: { condition: minus } });

/** Four standard errors of a share seen in `runs` runs. */
const tolerance = (share: number, runs: number) => 4 * Math.sqrt((share * (1 - share)) / runs);

describe('simulateClaims', () => {
  const conditions = ['base', 'FTall', 'S1T'];
  const at = { size: 25 };
  const { claims, experiment } = studyOf({
    sizes: [25, 50, 100],
    conditions,
    claims: [
      { id: 'trend', over: 'size', test: { trend: { direction: 'falling', ...sides('FTall', 'base') } } },
      { id: 'contrasts', at, test: { contrasts: [sides('FTall', 'base')] } },
      { id: 'best', at, test: { best: { among: { condition: conditions }, are: { condition: 'S1T' } } } },
      { id: 'equivalence', at, test: { equivalence: [sides('S1T', 'FTall')] } },
      { id: 'number', at, test: { contrasts: [{ plus: { condition: 'S1T' }, minus: 99 }] } },
      { id: 'loss', at, metric: 'test.loss', margin: 0.001, test: { best: { among: { condition: conditions }, are: { condition: 'S1T' } } } }, // prettier-ignore
      { id: 'steps', over: 'size', metric: 'stepsToLearn', margin: 50, test: { trend: { direction: 'rising', ...sides('FTall', 'base') } } }, // prettier-ignore
    ],
  });

  it('measures false positives within their bounds and intervals that cover what they say, in any unit', () => {
    const studies = 400;
    const measured = simulateClaims(claims, experiment, eight, studies);
    expect(measured).toHaveLength(7);
    for (const { id, verdicts, coverage, level, falseFindings } of measured) {
      expect(Object.values(verdicts).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      if (id !== 'equivalence') expect(verdicts.supported, id).toBeLessThan(0.025 + tolerance(0.025, studies));
      expect(verdicts.contradicted, id).toBeLessThan(0.025 + tolerance(0.025, studies));
      expect(falseFindings, id).toBeLessThan(0.05 + tolerance(0.05, studies));
      expect(level).toBe(0.95);
      // The best's interval is of the champion that the data chose, so it covers less than it says.
      if (id !== 'best' && id !== 'loss') expect(Math.abs(coverage - 0.95), id).toBeLessThan(tolerance(0.95, studies));
    }
  });

  it('repeats itself', () => {
    expect(simulateClaims(claims, experiment, eight, 10)).toEqual(simulateClaims(claims, experiment, eight, 10));
  });
});

describe('over seeded studies', () => {
  const conditions = ['FTall', 'S1T', 'S2T', 'S4T'];
  const { claims, experiment } = studyOf({
    sizes: [50, 100, 200],
    conditions,
    claims: [
      { over: 'size', test: { trend: { direction: 'falling', ...sides('S2T', 'FTall') } } },
      { over: 'size', test: { contrasts: ['FTall', 'S1T', 'S4T'].map((other) => sides('S2T', other)) } },
    ],
  });

  /** Studies in which replicates differ by 3 points, runs by 1, and S2T leads the others by `lead`. */
  function studies(seed: string, runs: number, lead: (condition: string) => number): [ClaimResult, ClaimResult][] {
    const normal = gaussians(seedrandom(seed));
    return Array.from({ length: runs }, () => {
      const values = new Map<string, number>();
      for (const replicate of eight) {
        const level = 60 + 3 * normal();
        for (const size of ['50', '100', '200']) {
          for (const condition of conditions) values.set(`${replicate}/${size}/${condition}`, level + lead(condition) + normal()); // prettier-ignore
        }
      }
      const given = valuesBy(experiment, eight, ({ size, condition }, replicate) => values.get(`${replicate}/${size}/${condition}`)); // prettier-ignore
      return judgeClaims(claims, given) as [ClaimResult, ClaimResult];
    });
  }
  const share = (results: readonly boolean[]) => results.filter(Boolean).length / results.length;

  it('a trend that is not there: interval and sign-flip together are wrong less often than alpha/2 a side', () => {
    const runs = 2000;
    const results = studies('null', runs, () => 0);
    const trends = results.map(([trend]) => trend);
    const beyond = share(trends.map(({ findings }) => findings[0]!.interval.low > 0 || findings[0]!.interval.high < 0));
    expect(Math.abs(beyond - 0.05)).toBeLessThan(tolerance(0.05, runs));
    for (const verdict of ['supported', 'contradicted']) {
      const wrong = share(trends.map((result) => result.verdict === verdict));
      expect(wrong).toBeGreaterThan(0.01);
      expect(wrong).toBeLessThan(0.025 + tolerance(0.025, runs));
    }
    const contrasts = results.map(([, result]) => result);
    const anySupported = share(contrasts.map(({ summary }) => summary.startsWith('Supported')));
    expect(anySupported).toBeLessThan(0.025);
    const anyOpposed = share(contrasts.map(({ findings }) => findings.some((one) => one.verdict === 'contradicted')));
    expect(anyOpposed).toBeLessThan(0.025 + tolerance(0.025, runs));
  });

  it('all but one contrast true: a place is wrongly supported at most alpha/2 of the time', () => {
    // The least favorable null of the intersection-union test: one contrast is 0, the others are large.
    const runs = 1000;
    const results = studies('boundary', runs, (condition) => (condition === 'S2T' || condition === 'FTall' ? 10 : 0));
    const wrong = share(results.map(([, { summary }]) => summary.startsWith('Supported')));
    expect(wrong).toBeGreaterThan(0.003);
    expect(wrong).toBeLessThan(0.025 + tolerance(0.025, runs));
  });

  it('effects of 4 points are found', () => {
    const results = studies('effect', 100, (condition) => (condition === 'S2T' ? 4 : 0));
    expect(share(results.map(([, { verdict }]) => verdict === 'supported'))).toBeGreaterThan(0.9);
  });
});
