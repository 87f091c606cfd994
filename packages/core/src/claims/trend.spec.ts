import { describe, expect, it } from 'vitest';
import { claimSchema } from '../spec/claims-schema.js';
import { judgeClaims } from './judge.js';
import type { Observation } from './observations.js';

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
const observations: Observation[] = base.flatMap((row, replicate) =>
  sizes.flatMap((images, column) => [
    { replicate, images, condition: 'base', accuracy: row[column]! },
    { replicate, images, condition: 'FTall', accuracy: tuned[replicate]![column]! },
  ]),
);
const context = { sizes, conditions: ['base', 'FTall'], replicates: [0, 1, 2, 3, 4, 5] };
const claim = (changes: Record<string, unknown> = {}) =>
  claimSchema.parse({
    id: 'C1',
    statement: 'The less target data, the larger the benefit of transfer.',
    origin: 'stated',
    test: {
      kind: 'trend',
      contrast: { name: 'FTall − base', mean: ['FTall'], minus: ['base'] },
      direction: 'falling',
      ...changes,
    },
  });
const judge = (given = observations, at = context, spec = claim()) => judgeClaims([spec], given, at)[0]!;

describe('judgeTrend', () => {
  it('agrees with SciPy 1.17.1 on a whole claim', () => {
    const result = judge();
    const [slope, logits] = result.findings;
    // slopes = [stats.linregress(np.log2(sizes), tuned - base).slope of each replicate]
    // stats.ttest_1samp(slopes, 0).confidence_interval(.95); ttest_1samp(slopes, 0, alternative='less').pvalue
    expect(slope!.interval.mean).toBeCloseTo(-1.843333333333332, 10);
    expect(slope!.interval.low).toBeCloseTo(-2.4068193610106183, 9);
    expect(slope!.interval.high).toBeCloseTo(-1.2798473056560453, 9);
    expect(slope!.p.t).toBeCloseTo(0.00019492314427701807, 10);
    // stats.permutation_test((slopes,), mean, permutation_type='samples', alternative='less', n_resamples=inf)
    expect(slope!.p['sign-flip']).toBe(0.015625);
    // stats.page_trend_test((tuned - base)[:, ::-1], method='exact')
    expect(slope!.p["Page's L"]! / 4.545193477259088e-5).toBeCloseTo(1, 9);
    // The same slopes of log(a / (100 - a)).
    expect(logits!.interval.mean).toBeCloseTo(-0.0730127285448138, 10);
    expect(logits!.interval.low).toBeCloseTo(-0.09696835218874723, 9);
    expect(result).toMatchObject({ id: 'C1', origin: 'stated', verdict: 'supported', cautions: [] });
    expect(result.summary).toBe(
      'Each doubling of the target set changes FTall − base by −1.84 points ' +
        '(95 % interval −2.41 to −1.28, 6 replicates; one-sided exact sign-flip p = 0.016).',
    );
  });

  it('contradicts the opposite claim with the same numbers', () => {
    const result = judge(observations, context, claim({ direction: 'rising' }));
    expect(result.verdict).toBe('contradicted');
    expect(result.findings[0]!.interval.mean).toBeCloseTo(-1.843333333333332, 10);
    expect(result.findings[0]!.p['sign-flip']).toBe(1);
  });

  it('calls a slope inside the margin equivalent, and one that is there but inside it supported with a caution', () => {
    const wobble = [0.3, -0.2, 0.1, -0.3, 0.2, -0.1];
    const flat = observations.map((cell) => ({
      ...cell,
      accuracy: cell.condition === 'base' ? 60 : 61 + wobble[cell.replicate]! * Math.log2(cell.images / 50),
    }));
    expect(judge(flat).verdict).toBe('equivalent');
    const slight = flat.map((cell) =>
      cell.condition === 'base' ? cell : { ...cell, accuracy: cell.accuracy - 0.5 * Math.log2(cell.images / 50) },
    );
    expect(judge(slight).verdict).toBe('supported');
    expect(judge(slight).cautions.join()).toContain('inside the margin of 1');
  });

  it('leaves out and names a replicate without a size, and says when the rest are too few', () => {
    const holed = observations.filter((cell) => !(cell.replicate === 4 && cell.images === 100));
    const result = judge(holed);
    expect(result.findings[0]!.interval.n).toBe(5);
    expect(result.verdict).toBe('inconclusive');
    expect(result.summary).toMatch(/^Incomplete: 2 runs of this claim are missing or have no result, so it is not decided\./); // prettier-ignore
    expect(result.cautions).toEqual([
      'Replicate 4 (FTall at 100 and base at 100) is left out where a cell is missing.',
    ]);
    const three = judge(observations, { ...context, replicates: [0, 1, 2] });
    expect(three.verdict).toBe('inconclusive');
    expect(three.cautions[0]).toBe(
      '3 replicates cannot reach alpha = 0.05: the exact one-sided sign-flip test has p = 0.125 at best; 5 could.',
    );
  });

  it('leaves the logit scale out where an accuracy has no log-odds', () => {
    const full = observations.map((cell, index) => (index === 3 ? { ...cell, accuracy: 100 } : cell));
    expect(judge(full).findings).toHaveLength(1);
  });
});
