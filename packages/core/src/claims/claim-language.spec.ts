import { describe, expect, it } from 'vitest';
import { claimSchema } from '../spec/claims-schema.js';
import { judgeClaims } from './judge.js';
import type { Observation } from './observations.js';
import { placesOf, placesWords } from './places.js';

const head = { id: 'C', statement: 'A claim.', origin: 'ours' as const };
const depths = [1, 2, 3, 4, 5];
const gaps = [
  [0.4, -0.9, -1.8, -3.1, -4.4],
  [0.1, -0.2, -2.1, -2.8, -5.0],
  [-0.3, -1.1, -1.2, -3.9, -4.1],
  [0.6, 0.2, -2.6, -3.0, -3.6],
  [-0.1, -0.7, -1.5, -2.2, -4.8],
  [0.2, -0.5, -2.2, -3.3, -4.2],
];
const byDepth: Observation[] = gaps.flatMap((row, replicate) =>
  row.flatMap((gap, index) => [
    { replicate, images: 500, condition: `own${index + 1}`, accuracy: 80 + replicate },
    { replicate, images: 500, condition: `other${index + 1}`, accuracy: 80 + replicate + gap },
  ]),
);
const context = {
  sizes: [500],
  conditions: depths.flatMap((depth) => [`own${depth}`, `other${depth}`]),
  replicates: [0, 1, 2, 3, 4, 5],
};
const gap = { name: 'other − own', mean: ['other{depth}'], minus: ['own{depth}'] };
const along = (values: number[]) => ({ over: { name: 'depth', values } });
const judge = (test: unknown, given = byDepth, at = context) =>
  judgeClaims([claimSchema.parse({ ...head, test })], given, at)[0]!;

describe('a trend along another axis', () => {
  it('agrees with SciPy 1.17.1', () => {
    const result = judge({ kind: 'trend', contrast: gap, direction: 'falling', ...along(depths) });
    const [finding] = result.findings;
    // slopes = [stats.linregress([1, 2, 3, 4, 5], row).slope for row in gaps]; ttest_1samp(slopes, 0)
    expect(finding!.interval.mean).toBeCloseTo(-1.1516666666666666, 10);
    expect(finding!.interval.low).toBeCloseTo(-1.2378014049738824, 9);
    expect(finding!.interval.high).toBeCloseTo(-1.0655319283594509, 9);
    expect(finding!.p.t! / 1.9608457682928144e-7).toBeCloseTo(1, 7);
    // stats.page_trend_test(gaps[:, ::-1], method='exact')
    expect(finding!.p["Page's L"]! / 3.348979766803841e-13).toBeCloseTo(1, 6);
    expect(finding!.name).toBe('slope of other − own on depth');
    expect(result.summary).toMatch(/^Each step of 1 in depth changes other − own by −1\.15 points/);
    expect(result.verdict).toBe('supported');
  });

  it('takes log2 of the axis where that is asked for, and averages sizes', () => {
    const over = { name: 'depth', values: [1, 2, 4], scale: 'log2' as const };
    const twice = [...byDepth, ...byDepth.map((cell) => ({ ...cell, images: 100, accuracy: cell.accuracy - 7 }))];
    const one = judge({ kind: 'trend', contrast: gap, direction: 'falling', over });
    const two = judge({ kind: 'trend', contrast: gap, direction: 'falling', over }, twice, {
      ...context,
      sizes: [100, 500],
    });
    expect(one.summary).toMatch(/^Each doubling of depth changes/);
    expect(two.findings[0]!.interval.mean).toBeCloseTo(one.findings[0]!.interval.mean, 9);
  });
});

describe('an equivalence', () => {
  const test = { kind: 'equivalence', contrasts: [gap], ...along([1, 2]) };

  it('agrees with SciPy 1.17.1 and names where it holds', () => {
    const result = judge(test);
    // max(ttest_1samp(x, -1, alternative='greater').pvalue, ttest_1samp(x, 1, alternative='less').pvalue)
    expect(result.findings[0]!.p['TOST']).toBeCloseTo(0.0007075535797440695, 10);
    expect(result.findings[1]!.p['TOST']).toBeCloseTo(0.030773084898439704, 10);
    expect(result.findings[0]!.p['TOST, Holm']).toBeCloseTo(2 * 0.0007075535797440695, 10);
    expect(result.findings.map(({ verdict, point }) => [point, verdict])).toEqual([
      ['depth 1', 'supported'],
      ['depth 2', 'inconclusive'],
    ]);
    expect(result.verdict).toBe('inconclusive');
    expect(result.summary).toMatch(
      /^Supported at depth 1 with 500 images, inconclusive at depth 2 with 500 images \(1 contrast, Holm's correction over 2 places\)\./,
    );
    expect(judge({ ...test, ...along([1, 1.0].slice(0, 1).concat(2)) }).cautions).toEqual([]);
  });

  it('is supported where all lie inside, contradicted where all lie outside, on either side', () => {
    const only = (offset: number) => byDepth.map((cell) => ({ ...cell, accuracy: cell.condition.startsWith('other') ? cell.accuracy + offset : cell.accuracy })); // prettier-ignore
    expect(judge({ ...test, ...along([1, 2]) }, only(0.2)).verdict).toBe('supported');
    expect(judge(test, only(9)).verdict).toBe('contradicted');
    expect(judge(test, only(-9)).verdict).toBe('contradicted');
  });

  it('needs as many replicates as the others, for it rests on an exact test too', () => {
    const one = judge(test, byDepth, { ...context, replicates: [0] });
    expect(one.verdict).toBe('inconclusive');
    expect(one.cautions.join()).toContain('a single replicate has no interval');
    // Four replicates that lie at 0, as a t test has it, are not enough: p = 2^-4 at best.
    const alike = byDepth.map((cell) => ({ ...cell, accuracy: 50 + cell.replicate + (cell.condition.startsWith('other') ? 0.01 * cell.replicate : 0) })); // prettier-ignore
    const of = (replicates: number[]) => judge(test, alike, { ...context, replicates });
    expect(of([0, 1, 2, 3]).findings[0]!.p['TOST']).toBeLessThan(0.001);
    expect(of([0, 1, 2, 3]).findings[0]!.p['TOST, sign-flip']).toBe(2 ** -4);
    expect(of([0, 1, 2, 3]).verdict).toBe('inconclusive');
    expect(of([0, 1, 2, 3]).cautions.join()).toContain('4 replicates cannot reach alpha = 0.05');
    expect(of([0, 1, 2, 3, 4, 5]).verdict).toBe('supported');
  });
});

describe('a best', () => {
  const rows = {
    a: [72.1, 73.4, 70.9, 74.0, 71.8, 73.1, 72.7, 73.9],
    b: [71.6, 73.5, 70.8, 73.1, 71.9, 72.5, 72.8, 73.2],
    c: [70.9, 72.0, 70.1, 72.7, 70.2, 71.9, 71.5, 72.1],
    e: [70.2, 72.3, 69.0, 72.9, 70.5, 71.4, 71.1, 72.6],
  };
  const cells: Observation[] = Object.entries(rows).flatMap(([condition, values]) =>
    values.map((accuracy, replicate) => ({ replicate, images: 25, condition, accuracy })),
  );
  const at = { sizes: [25], conditions: Object.keys(rows), replicates: [0, 1, 2, 3, 4, 5, 6, 7] };
  const best = (are: string[], given = cells) => judge({ kind: 'best', among: ['a', 'b', 'c', 'e'], are }, given, at);

  it('agrees with SciPy 1.17.1: the best champion, corrected for the choice', () => {
    const result = best(['a', 'b']);
    expect(result.verdict).toBe('supported');
    const [finding] = result.findings;
    // a over c and e: max of ttest_1samp(a - c, 0, 'greater') = 2.5689680770104884e-06 and (a - e) = 2.1760614341486614e-06
    expect(finding!.name).toBe('a − c');
    expect(finding!.p.t! / (2 * 2.5689680770104884e-6)).toBeCloseTo(1, 7);
    expect(finding!.p['sign-flip']).toBe(2 * 2 ** -8);
    expect(finding!.interval.mean).toBeCloseTo(1.3125, 10);
    expect(finding!.interval.low).toBeCloseTo(1.0619426628046755, 9);
    expect(result.best![0]!.probability).toBeCloseTo(1, 6);
    expect(result.summary).toMatch(
      /^Supported at 25 images a class \(6 contrasts\)\. The weakest lead, a − c at 25, is 1\.31 points/,
    );
  });

  it('is contradicted when one of the others beats all, and does not tell two that are alike', () => {
    expect(best(['c', 'e']).verdict).toBe('contradicted');
    expect(best(['a']).verdict).toBe('inconclusive');
  });

  it('is equivalent where no two differ by the margin', () => {
    const alike = cells.map((cell) => ({ ...cell, accuracy: 70 + ((cell.replicate * 7 + cell.condition.charCodeAt(0) * 3) % 5) / 20 })); // prettier-ignore
    expect(best(['a', 'b'], alike).verdict).toBe('equivalent');
  });

  it('says how many replicates would do', () => {
    const four = judgeClaims(
      [claimSchema.parse({ ...head, test: { kind: 'best', among: ['a', 'b', 'c'], are: ['a', 'b'] } })],
      cells,
      { ...at, replicates: [0, 1, 2, 3] },
    )[0]!;
    expect(four.cautions[0]).toBe(
      '4 replicates cannot reach alpha = 0.05: the exact one-sided sign-flip test has p = 0.125 at best after correction over 2 tests; 6 could.',
    );
  });
});

describe('places', () => {
  const contrasts = { kind: 'contrasts' as const, contrasts: [gap] };

  it('are the sizes in scope, or every point at every size in scope', () => {
    const sizes = placesOf({ ...contrasts, below: 500 }, [500, 25, 100]);
    expect(placesWords(sizes)).toBe('25 and 100 images a class');
    const points = placesOf({ ...contrasts, sizes: [25], over: { name: 'depth', values: [2, 1], scale: 'linear' } }, [25, 100]); // prettier-ignore
    expect(placesWords(points)).toBe('depth 1 with 25 images and depth 2 with 25 images');
    expect(points.map(({ name }) => name('S{depth}T({depth})'))).toEqual(['S1T(1)', 'S2T(2)']);
  });
});
