import { describe, expect, it } from 'vitest';
import { type Study, studyOf, valuesBy } from '../../testing/claims.js';
import { judgeClaims } from '../judging/judge.js';
import type { ClaimResult } from '../model/result.js';

const rows: Readonly<Record<string, readonly number[]>> = {
  a: [72.1, 73.4, 70.9, 74.0, 71.8, 73.1, 72.7, 73.9],
  b: [71.6, 73.5, 70.8, 73.1, 71.9, 72.5, 72.8, 73.2],
  c: [70.9, 72.0, 70.1, 72.7, 70.2, 71.9, 71.5, 72.1],
  e: [70.2, 72.3, 69.0, 72.9, 70.5, 71.4, 71.1, 72.6],
};
const eight = [0, 1, 2, 3, 4, 5, 6, 7];
type Value = (condition: string, replicate: number) => number;
const measured: Value = (condition, replicate) => rows[condition]?.[replicate] as number;

const judged = ({ claims, experiment }: Study, value: Value, replicates = eight) =>
  judgeClaims(claims, valuesBy(experiment, replicates, ({ condition }, replicate) => value(condition as string, replicate)))[0] as ClaimResult; // prettier-ignore
const claim = (are: readonly string[], more: object = {}, among = Object.keys(rows)) => ({
  test: { best: { among: { condition: among }, are: { condition: are } } },
  ...more,
});
const study = (written: object) => studyOf({ sizes: [25], conditions: Object.keys(rows), claims: [{ ...written }] });
const best = (are: readonly string[], value = measured, more: object = {}) => judged(study(claim(are, more)), value);

describe('a best', () => {
  it('agrees with SciPy 1.17.1: the best champion, corrected for the choice', () => {
    const result = best(['a', 'b']);
    expect(result.verdict).toBe('supported');
    const [finding] = result.findings;
    // a over c and e: max of ttest_1samp(a - c, 0, 'greater') = 2.5689680770104884e-06 and (a - e) = 2.1760614341486614e-06
    expect(finding!.name).toBe('a − c');
    expect(finding!.p['t']! / (2 * 2.5689680770104884e-6)).toBeCloseTo(1, 7);
    expect(finding!.p['sign-flip']).toBe(2 * 2 ** -8);
    expect(finding!.interval.mean).toBeCloseTo(1.3125, 10);
    expect(finding!.interval.low).toBeCloseTo(1.0619426628046755, 9);
    expect(result.best![0]).toMatchObject({ among: ['a', 'b', 'c', 'e'], are: ['a', 'b'], chance: 0.5, n: 8 });
    expect(result.best![0]!.probability).toBeCloseTo(1, 6);
    expect(result.summary).toMatch(
      /^Supported \(6 pairs\)\. The weakest lead, a − c, is 1\.31 percentage points .* for above 0\)\. The best of 4 is a or b in 100 % of resamples \(chance 50 %\)\.$/,
    );
  });

  it('is contradicted when one of the others beats all, and does not decide between two that are alike', () => {
    expect(best(['c', 'e']).verdict).toBe('contradicted');
    expect(best(['a']).verdict).toBe('inconclusive');
  });

  it('is equivalent where no two differ by the margin', () => {
    const alike: Value = (condition, replicate) => 70 + ((replicate * 7 + condition.charCodeAt(0) * 3) % 5) / 20;
    expect(best(['a', 'b'], alike).verdict).toBe('equivalent');
  });

  it('is the smallest where less is better', () => {
    const loss: Value = (condition, replicate) => 1 - measured(condition, replicate) / 100;
    const of = (are: readonly string[]) => best(are, loss, { metric: 'test.loss', margin: 0.01 });
    const result = of(['a', 'b']);
    expect(result.verdict).toBe('supported');
    expect(result.findings[0]!.name).toBe('a − c');
    expect(result.findings[0]!.interval.mean).toBeCloseTo(-0.013125, 10);
    expect(result.findings[0]!.p['t']! / (2 * 2.5689680770104884e-6)).toBeCloseTo(1, 7);
    expect(result.best![0]!.probability).toBeCloseTo(1, 6);
    expect(result.summary).toMatch(/The weakest lead, a − c, is −0\.0131 \(95 % .* for below 0\)/);
    expect(of(['c', 'e']).verdict).toBe('contradicted');
    // The same numbers, read as accuracy, say the opposite.
    expect(best(['a', 'b'], loss, { margin: 0.01 }).verdict).toBe('contradicted');
  });

  it('counts every candidate at every place, and resamples at each', () => {
    const two = studyOf({ sizes: [25, 50], conditions: Object.keys(rows), claims: [claim(['a', 'b'], { over: 'size' })] }); // prettier-ignore
    const result = judged(two, measured);
    expect(result.findings.map(({ where }) => where)).toEqual(['25 images per class', '50 images per class']);
    expect(result.findings[0]!.p['sign-flip, Holm']).toBe(2 * 2 * 2 ** -8);
    expect(result.summary).toMatch(/a or b in 100 % of resamples at 25 images per class and 100 % at 50 images per class/); // prettier-ignore
  });

  it('says how many replicates would do, and that one cannot be resampled', () => {
    const written = claim(['a', 'b'], {}, ['a', 'b', 'c']);
    expect(judged(study(written), measured, [0, 1, 2, 3]).cautions[0]).toBe(
      '4 replicates cannot reach alpha = 0.05: the exact one-sided sign-flip test has p = 0.125 at best after correction over 2 tests; 6 could.',
    );
    expect(judged(study(written), measured, [0]).cautions).toContain('Too few replicates have all of the levels to say which is best.'); // prettier-ignore
  });
});
