import { describe, expect, it } from 'vitest';
import { studyOf, valuesBy } from '../../testing/claims.js';
import { judgeClaims } from '../judging/judge.js';
import type { ClaimResult } from '../model/result.js';

const sizes = [50, 100, 200, 400];
const base = [
  [40.1, 50.2, 58.8, 66.0],
  [41.5, 49.0, 60.1, 65.2],
  [38.2, 51.1, 57.7, 64.9],
  [43.0, 52.3, 59.5, 67.3],
  [39.9, 48.7, 58.0, 66.6],
  [42.2, 50.9, 61.3, 65.8],
];
const tuned = [
  [47.3, 55.1, 61.9, 67.2],
  [47.0, 55.2, 62.0, 66.9],
  [46.9, 54.3, 61.8, 65.3],
  [48.1, 57.9, 61.2, 68.8],
  [48.8, 52.1, 62.3, 66.9],
  [46.3, 56.6, 63.9, 67.1],
];
const six = [0, 1, 2, 3, 4, 5];

type Accuracy = (condition: string, size: number, replicate: number) => number | undefined;
const measured: Accuracy = (condition, size, replicate) =>
  (condition === 'base' ? base : tuned)[replicate]?.[sizes.indexOf(size)];

const trend = (more: object = {}) => ({
  over: 'size',
  test: { trend: { direction: 'falling', plus: { condition: 'FTall' }, minus: { condition: 'base' }, ...more } },
});

function judge(claim: object = trend(), accuracy = measured, replicates = six, scale = 'log2'): ClaimResult {
  const { claims, experiment } = studyOf({ sizes, conditions: ['base', 'FTall'], scale, claims: [{ ...claim }] });
  const values = valuesBy(experiment, replicates, ({ condition, size }, replicate) => accuracy(condition as string, Number(size), replicate)); // prettier-ignore
  return judgeClaims(claims, values)[0] as ClaimResult;
}

describe('a trend', () => {
  it('agrees with SciPy 1.17.1 on a complete claim', () => {
    const result = judge();
    const [slope, logits] = result.findings;
    // slopes = [stats.linregress(np.log2(sizes), tuned - base).slope of each replicate]
    // stats.ttest_1samp(slopes, 0).confidence_interval(.95); ttest_1samp(slopes, 0, alternative='less').pvalue
    expect(slope!.interval.mean).toBeCloseTo(-1.843333333333332, 10);
    expect(slope!.interval.low).toBeCloseTo(-2.4068193610106183, 9);
    expect(slope!.interval.high).toBeCloseTo(-1.2798473056560453, 9);
    expect(slope!.p['t']).toBeCloseTo(0.00019492314427701807, 10);
    // stats.permutation_test((slopes,), mean, permutation_type='samples', alternative='less', n_resamples=inf)
    expect(slope!.p['sign-flip']).toBe(0.015625);
    // stats.page_trend_test((tuned - base)[:, ::-1], method='exact')
    expect(slope!.p["Page's L"]! / 4.545193477259088e-5).toBeCloseTo(1, 9);
    // The same slopes of log(a / (100 - a)).
    expect(logits!.interval.mean).toBeCloseTo(-0.0730127285448138, 10);
    expect(logits!.interval.low).toBeCloseTo(-0.09696835218874723, 9);
    expect(result).toMatchObject({ id: 'C1', kind: 'trend', metric: 'net.test.accuracy', unit: '%', verdict: 'supported', cautions: [] }); // prettier-ignore
    expect(result.summary).toBe(
      'Each doubling of size changes FTall − base by −1.84 percentage points ' +
        '(95 % interval −2.41 to −1.28, 6 replicates; one-sided exact sign-flip p = 0.016).',
    );
  });

  it('goes along numbers as its scale says, whatever order the levels have', () => {
    expect(judge(trend(), measured, six, 'log10').summary).toMatch(/^Each tenfold of size changes/);
    expect(judge(trend(), measured, six, 'log10').findings[0]!.interval.mean).toBeCloseTo(-1.843333333333332 * Math.log2(10), 9); // prettier-ignore
    expect(judge(trend(), measured, six, 'linear').summary).toMatch(/^Each step of 1 in size changes/);
    const { claims, experiment } = studyOf({ sizes: [200, 50, 400, 100], conditions: ['base', 'FTall'], claims: [trend()] }); // prettier-ignore
    const values = valuesBy(experiment, six, ({ condition, size }, replicate) => measured(condition as string, Number(size), replicate)); // prettier-ignore
    expect(judgeClaims(claims, values)).toEqual([judge()]);
  });

  it('contradicts the opposite claim with the same numbers', () => {
    const result = judge(trend({ direction: 'rising' }));
    expect(result.verdict).toBe('contradicted');
    expect(result.findings[0]!.interval.mean).toBeCloseTo(-1.843333333333332, 10);
    expect(result.findings[0]!.p['sign-flip']).toBe(1);
  });

  it('calls a slope inside the margin equivalent, and one that is there but inside it supported with a caution', () => {
    const wobble = [0.3, -0.2, 0.1, -0.3, 0.2, -0.1];
    const flat: Accuracy = (condition, size, replicate) =>
      condition === 'base' ? 60 : 61 + wobble[replicate]! * Math.log2(size / 50);
    expect(judge(trend(), flat).verdict).toBe('equivalent');
    const slight: Accuracy = (condition, size, replicate) =>
      flat(condition, size, replicate)! - (condition === 'base' ? 0 : 0.5 * Math.log2(size / 50));
    expect(judge(trend(), slight).verdict).toBe('supported');
    expect(judge(trend(), slight).cautions.join()).toContain('inside the margin of 1 percentage point.');
  });

  it('leaves out and names a replicate without a run, and says when the rest are too few', () => {
    const result = judge(trend(), (...run) => (run[1] === 100 && run[2] === 4 ? undefined : measured(...run)));
    expect(result.findings[0]!.interval.n).toBe(5);
    expect(result.verdict).toBe('inconclusive');
    expect(result.summary).toMatch(/^Incomplete: 2 runs of this claim are missing, so it is not decided\./); // prettier-ignore
    expect(result.cautions).toEqual([
      'Replicate 4 (size 100, condition FTall; size 100, condition base) is left out, where a run is missing.',
    ]);
    const valueless = judge(trend(), (...run) => (run[1] === 100 && run[2] === 4 ? Number.NaN : measured(...run)));
    expect(valueless.summary).toMatch(/^Incomplete: 2 runs of this claim have no value of test accuracy, so/);
    expect(valueless.cautions[0]).toMatch(/is left out, where a run has no value\.$/);
    const both = judge(trend(), (...run) => (run[1] === 100 && run[2] === 4 ? (run[0] === 'base' ? undefined : Number.NaN) : measured(...run))); // prettier-ignore
    expect(both.summary).toMatch(/^Incomplete: 2 runs of this claim are missing or have no value of test accuracy, so/);
    expect(both.cautions[0]).toMatch(/, where a run is missing or has no value\.$/);
    const three = judge(trend(), measured, [0, 1, 2]);
    expect(three.verdict).toBe('inconclusive');
    expect(three.cautions[0]).toBe(
      '3 replicates cannot reach alpha = 0.05: the exact one-sided sign-flip test has p = 0.125 at best; 5 could.',
    );
  });

  it('leaves log-odds out where a share has none', () => {
    const full: Accuracy = (...run) => (run.join() === 'FTall,100,0' ? 100 : measured(...run));
    expect(judge(trend(), full).findings).toHaveLength(1);
    expect(judge(trend({ plus: { condition: 'FTall' }, minus: 0 })).findings).toHaveLength(1);
  });

  it('is of the metric itself where nothing is subtracted, at the levels that at leaves', () => {
    const result = judge({ over: 'size', at: { condition: 'base' }, test: { trend: { direction: 'rising' } } });
    expect(result.summary).toMatch(/^Each doubling of size changes test accuracy by 8\.4\d percentage points/);
    expect(result.verdict).toBe('supported');
  });
});

describe('a trend along the variable of a family', () => {
  const gaps = [
    [0.4, -0.9, -1.8, -3.1, -4.4],
    [0.1, -0.2, -2.1, -2.8, -5.0],
    [-0.3, -1.1, -1.2, -3.9, -4.1],
    [0.6, 0.2, -2.6, -3.0, -3.6],
    [-0.1, -0.7, -1.5, -2.2, -4.8],
    [0.2, -0.5, -2.2, -3.3, -4.2],
  ];
  const claim = (more: object = {}) => ({
    over: 'depth',
    test: { trend: { direction: 'falling', plus: { condition: 'other{depth}' }, minus: { condition: 'own{depth}' } } },
    ...more,
  });
  function along(written: object, of: readonly number[] = [500], shift = 0): ClaimResult {
    const { claims, experiment } = studyOf({ sizes: of, conditions: ['own{depth}', 'other{depth}'], depths: [1, 2, 3, 4, 5], claims: [{ ...written }] }); // prettier-ignore
    const values = valuesBy(experiment, six, ({ condition = '', size }, replicate) => {
      const depth = Number(condition.at(-1)) - 1;
      const gap = condition.startsWith('other') ? (gaps[replicate]?.[depth] as number) : 0;
      return 80 + replicate + gap - (size === '100' ? shift : 0);
    });
    return judgeClaims(claims, values)[0] as ClaimResult;
  }

  it('agrees with SciPy 1.17.1', () => {
    const result = along(claim());
    const [finding] = result.findings;
    // slopes = [stats.linregress([1, 2, 3, 4, 5], row).slope for row in gaps]; ttest_1samp(slopes, 0)
    expect(finding!.interval.mean).toBeCloseTo(-1.1516666666666666, 10);
    expect(finding!.interval.low).toBeCloseTo(-1.2378014049738824, 9);
    expect(finding!.interval.high).toBeCloseTo(-1.0655319283594509, 9);
    expect(finding!.p['t']! / 1.9608457682928144e-7).toBeCloseTo(1, 7);
    // stats.page_trend_test(gaps[:, ::-1], method='exact')
    expect(finding!.p["Page's L"]! / 3.348979766803841e-13).toBeCloseTo(1, 6);
    expect(finding!.name).toBe('slope of other{depth} − own{depth} on depth');
    expect(result.summary).toMatch(/^Each step of 1 in depth changes other\{depth\} − own\{depth\} by −1\.15 /);
    expect(result.verdict).toBe('supported');
  });

  it('averages what mean names within a replicate', () => {
    const two = along(claim({ mean: 'size' }), [100, 500], 7);
    expect(two.findings[0]!.interval.mean).toBeCloseTo(along(claim()).findings[0]!.interval.mean, 9);
  });
});

describe('a trend of what is no share', () => {
  const noise = [0.02, -0.01, 0.015, -0.02, 0.01, -0.015];
  const of = (metric: string, margin: number, value: Accuracy) => judge({ ...trend(), metric, margin }, value);

  it('of a loss is written as exactly as its margin asks, without log-odds', () => {
    const loss: Accuracy = (condition, size, replicate) =>
      condition === 'base' ? 0.9 : 0.9 - (0.021 + noise[replicate]! / 10) * Math.log2(size / 50);
    const result = of('train.loss', 0.02, loss);
    expect(result.findings.map(({ name }) => name)).toEqual(['slope of FTall − base on log2 of size']);
    expect(result).toMatchObject({ metric: 'net.train.loss', unit: 'loss', verdict: 'supported' });
    expect(result.summary).toMatch(/^Each doubling of size changes FTall − base by −0\.021 \(95 % interval −0\.023 to −0\.019, /); // prettier-ignore
  });

  it('of steps, and of a difference of shares, counts in their units', () => {
    const steps: Accuracy = (condition, size, replicate) =>
      condition === 'base' ? 900 : 900 - (150 + 1000 * noise[replicate]!) * Math.log2(size / 50);
    expect(of('stepsToLearn', 50, steps).summary).toMatch(/by −150 steps \(95 % interval −168 to −132, 6/);
    const gap = of('gap', 1, measured);
    expect(gap).toMatchObject({ unit: '%', metric: 'net.gap' });
    expect(gap.findings).toHaveLength(1);
  });

  it('is judged alike in any unit', () => {
    const inUnits = (factor: number) => of('train.loss', factor, (...run) => factor * measured(...run)!);
    const [one, tiny] = [inUnits(1), inUnits(1e-12)];
    expect(tiny.verdict).toBe(one.verdict);
    for (const [test, p] of Object.entries(one.findings[0]!.p)) expect(tiny.findings[0]!.p[test]! / p).toBeCloseTo(1, 6); // prettier-ignore
    expect(tiny.findings[0]!.interval.low / 1e-12).toBeCloseTo(one.findings[0]!.interval.low, 6);
  });
});
