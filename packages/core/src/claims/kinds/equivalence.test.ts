import { describe, expect, it } from 'vitest';
import { studyOf, valuesBy } from '../../testing/claims.js';
import { judgeClaims } from '../judging/judge.js';
import type { ClaimResult } from '../model/result.js';

const gaps = [
  [0.4, -0.9],
  [0.1, -0.2],
  [-0.3, -1.1],
  [0.6, 0.2],
  [-0.1, -0.7],
  [0.2, -0.5],
];
const six = [0, 1, 2, 3, 4, 5];
type Gap = (depth: number, replicate: number) => number;
const own: Gap = (depth, replicate) => gaps[replicate]?.[depth - 1] as number;

function judge(gap: Gap = own, replicates = six, margin = 1): ClaimResult {
  const test = { equivalence: [{ plus: { condition: 'other{depth}' }, minus: { condition: 'own{depth}' } }] };
  const { claims, experiment } = studyOf({ sizes: [500], conditions: ['own{depth}', 'other{depth}'], depths: [1, 2], claims: [{ over: 'depth', margin, test }] }); // prettier-ignore
  const values = valuesBy(experiment, replicates, ({ condition = '' }, replicate) => 80 + replicate + (condition.startsWith('other') ? gap(Number(condition.at(-1)), replicate) : 0)); // prettier-ignore
  return judgeClaims(claims, values)[0] as ClaimResult;
}

describe('an equivalence', () => {
  it('agrees with SciPy 1.17.1 and names where it holds', () => {
    const result = judge();
    // max(ttest_1samp(x, -1, alternative='greater').pvalue, ttest_1samp(x, 1, alternative='less').pvalue)
    expect(result.findings[0]!.p['TOST']).toBeCloseTo(0.0007075535797440695, 10);
    expect(result.findings[1]!.p['TOST']).toBeCloseTo(0.030773084898439704, 10);
    expect(result.findings[0]!.p['TOST, Holm']).toBeCloseTo(2 * 0.0007075535797440695, 10);
    expect(result.findings.map(({ verdict, place, where }) => [place, where, verdict])).toEqual([
      [{ depth: '1' }, 'depth 1', 'supported'],
      [{ depth: '2' }, 'depth 2', 'inconclusive'],
    ]);
    expect(result.verdict).toBe('inconclusive');
    expect(result.summary).toMatch(
      /^Supported at depth 1, inconclusive at depth 2 \(1 contrast, Holm's correction over 2 places\)\. .* margin 1 percentage point, TOST p = 0\.031\)\.$/,
    );
    expect(result.cautions).toEqual([]);
  });

  it('is supported where all lie inside, contradicted where all lie outside, on either side', () => {
    const moved = (by: number): Gap => (depth, replicate) => own(depth, replicate) + by; // prettier-ignore
    expect(judge(moved(0.2)).verdict).toBe('supported');
    expect(judge(moved(9)).verdict).toBe('contradicted');
    expect(judge(moved(-9)).verdict).toBe('contradicted');
  });

  it('depends on the margin', () => {
    expect(judge(own, six, 2).verdict).toBe('supported');
    expect(judge(own, six, 0.01).verdict).toBe('inconclusive');
  });

  it('needs as many replicates as the others, for it rests on an exact test too', () => {
    const one = judge(own, [0]);
    expect(one.verdict).toBe('inconclusive');
    expect(one.cautions.join()).toContain('a single replicate has no interval');
    // Four replicates that lie at 0, as a t test has it, are not enough: p = 2^-4 at best.
    const alike: Gap = (_, replicate) => 0.01 * replicate;
    const four = judge(alike, [0, 1, 2, 3]);
    expect(four.findings[0]!.p['TOST']).toBeLessThan(0.001);
    expect(four.findings[0]!.p['TOST, sign-flip']).toBe(2 ** -4);
    expect(four.verdict).toBe('inconclusive');
    expect(four.cautions.join()).toContain('4 replicates cannot reach alpha = 0.05');
    expect(judge(alike).verdict).toBe('supported');
  });
});
