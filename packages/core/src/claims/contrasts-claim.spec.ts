import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { claimSchema } from '../spec/claims-schema.js';
import { judgeClaims } from './judge.js';
import type { Observation } from './observations.js';

const conditions = ['FTall', 'S1T', 'S2T', 'S3T', 'S4T', 'S5T'];
const middle = ['S2T', 'S3T'];
const context = { sizes: [500, 50, 200, 100], conditions, replicates: [0, 1, 2, 3, 4, 5, 6, 7] };
const claim = claimSchema.parse({
  id: 'C2',
  statement: 'With fewer than 500 images a class it is best to fix the first 2-3 layers.',
  origin: 'stated',
  test: {
    kind: 'contrasts',
    below: 500,
    contrasts: [
      { name: 'D1', mean: middle, minus: ['FTall'] },
      { name: 'D2', mean: middle, minus: ['S1T'] },
      { name: 'D3', mean: middle, minus: ['S4T', 'S5T'] },
    ],
    best: { among: conditions, are: middle },
  },
});

/** Accuracy 70, plus `lead` for the middle depths, plus noise of ±0.2 points. */
function study(lead: (images: number) => number): Observation[] {
  const random = seedrandom('contrasts-claim.spec');
  return context.replicates.flatMap((replicate) =>
    context.sizes.flatMap((images) =>
      conditions.map((condition) => ({
        replicate,
        images,
        condition,
        accuracy: 70 + replicate + (middle.includes(condition) ? lead(images) : 0) + 0.4 * random() - 0.2,
      })),
    ),
  );
}
const judge = (given: Observation[], at = context) => judgeClaims([claim], given, at)[0]!;

describe('judgeContrasts', () => {
  it('is supported where every contrast is at every size in scope, and leaves sizes from `below` on alone', () => {
    const result = judge(study((images) => (images < 500 ? 2 : -5)));
    expect(result.verdict).toBe('supported');
    expect(result.findings.map(({ name, images }) => `${name}/${images}`)).toEqual(
      [50, 100, 200].flatMap((images) => ['D1', 'D2', 'D3'].map((name) => `${name}/${images}`)),
    );
    expect(result.findings[0]!.p).toMatchObject({ 'sign-flip': 2 ** -8, 'sign-flip, Holm': 3 * 2 ** -8 });
    expect(result.cautions).toEqual([]);
    expect(result.best).toHaveLength(3);
    result.best!.forEach((best) => {
      expect(best).toMatchObject({ n: 8, chance: 1 / 3 });
      expect(best.probability).toBeCloseTo(1, 9);
    });
    expect(result.summary).toMatch(
      /^Supported at 50, 100 and 200 images a class \(3 contrasts, Holm's correction over 3 sizes\)\. The weakest contrast, D\d at \d+, is \d\.\d\d points \(95 % interval .* p = 0\.012 for above 0\)\. The best of 6 conditions is S2T or S3T in 100 % of resamples at 50, 100 % at 100 and 100 % at 200 \(chance 33 %\)\.$/,
    );
  });

  it('is contradicted where some contrast is below 0 at every size', () => {
    const result = judge(study(() => -2));
    expect(result.verdict).toBe('contradicted');
    expect(result.summary).toMatch(/^Contradicted at 50, 100 and 200 images a class/);
  });

  it('is equivalent where nothing differs by the margin', () => {
    expect(judge(study(() => 0)).verdict).toBe('equivalent');
  });

  it('is inconclusive where sizes disagree, and names them', () => {
    const result = judge(study((images) => (images === 50 ? 2 : -2)));
    expect(result.verdict).toBe('inconclusive');
    expect(result.summary).toMatch(/^Supported at 50 images a class, contradicted at 100 and 200 \(/);
  });

  it('does not support a size for which one contrast rests on a single replicate', () => {
    // D3 is positive in all replicates, so the sign-flip test passes, but one of them is a hundred times the others.
    const result = judge(
      study(() => 2).map((cell) => {
        const deeper = cell.images === 100 && ['S4T', 'S5T'].includes(cell.condition);
        return deeper ? { ...cell, accuracy: cell.accuracy + (cell.replicate === 0 ? -60 : 1.5) } : cell;
      }),
    );
    const at100 = result.findings.filter(({ images }) => images === 100).map(({ verdict }) => verdict);
    expect(at100).toEqual(['supported', 'supported', 'inconclusive']);
    expect(result.summary).toMatch(/^Supported at 50 and 200 images a class, inconclusive at 100 \(/);
    expect(result.verdict).toBe('inconclusive');
  });

  it('asks for as many replicates as Holm over three sizes needs', () => {
    const five = judge(
      study(() => 2),
      { ...context, replicates: [0, 1, 2, 3, 4] },
    );
    expect(five.verdict).toBe('inconclusive');
    expect(five.cautions[0]).toBe(
      '5 replicates cannot reach alpha = 0.05: the exact one-sided sign-flip test has p = 0.0938 at best ' +
        "after Holm's correction over 3 sizes; 6 could.",
    );
    expect(
      judge(
        study(() => 2),
        { ...context, replicates: [0, 1, 2, 3, 4, 5] },
      ).verdict,
    ).toBe('supported');
  });

  it('keeps a size without data in the family and is inconclusive for it', () => {
    const result = judge(study(() => 2).filter((cell) => !(cell.images === 200 && cell.condition === 'S5T')));
    expect(result.verdict).toBe('inconclusive');
    expect(result.findings.find(({ name, images }) => name === 'D3' && images === 200)).toBeUndefined();
    expect(result.cautions).toContain('No replicate has all cells of D3 at 200.');
    expect(result.cautions.join()).toContain('0 (S5T at 200), 1 (S5T at 200)');
    expect(result.cautions.join()).toContain('and 2 more are left out');
    expect(result.summary).toMatch(
      /^Incomplete: 8 runs of this claim are missing or have no result, so it is not decided\. Supported at 50 and 100 images a class, inconclusive at 200/,
    );
  });

  it('says so where no size is in scope', () => {
    const result = judge(
      study(() => 2),
      { ...context, sizes: [500] },
    );
    expect(result).toMatchObject({ verdict: 'inconclusive', findings: [], best: [] });
    expect(result.cautions).toEqual(['The experiment has no target size below 500.']);
  });
});
