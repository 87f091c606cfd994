import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { studyOf, valuesBy } from '../../testing/claims.js';
import { judgeClaims } from '../judging/judge.js';
import type { ClaimResult } from '../model/result.js';

const conditions = ['FTall', 'S1T', 'S2T', 'S3T', 'S4T', 'S5T'];
const middle = ['S2T', 'S3T'];
const sizes = [500, 50, 200, 100];
const eight = [0, 1, 2, 3, 4, 5, 6, 7];
const claim = {
  over: 'size',
  at: { size: { below: 500 } },
  test: {
    contrasts: [
      { name: 'D1', plus: { condition: middle }, minus: { condition: 'FTall' } },
      { name: 'D2', plus: { condition: middle }, minus: { condition: 'S1T' } },
      { name: 'D3', plus: { condition: middle }, minus: { condition: ['S4T', 'S5T'] } },
    ],
  },
};

type Accuracy = (condition: string, size: number, replicate: number) => number | undefined;

/** Accuracy 70, plus `lead` for the middle depths, plus noise of ±0.2 points. */
function study(lead: (size: number) => number): Accuracy {
  const random = seedrandom('contrasts.spec');
  const noise = new Map(eight.flatMap((replicate) => sizes.flatMap((size) => conditions.map((condition) => [`${condition},${size},${replicate}`, 0.4 * random() - 0.2])))); // prettier-ignore
  return (condition, size, replicate) =>
    70 + replicate + (middle.includes(condition) ? lead(size) : 0) + noise.get([condition, size, replicate].join())!;
}

function judge(accuracy: Accuracy, replicates = eight, written: object = claim): ClaimResult {
  const { claims, experiment } = studyOf({ sizes, conditions, claims: [{ ...written }] });
  const values = valuesBy(experiment, replicates, ({ condition, size }, replicate) => accuracy(condition as string, Number(size), replicate)); // prettier-ignore
  return judgeClaims(claims, values)[0] as ClaimResult;
}

describe('contrasts', () => {
  it('are supported where each is at every place, and leave alone the levels that at takes out', () => {
    const result = judge(study((size) => (size < 500 ? 2 : -5)));
    expect(result.verdict).toBe('supported');
    expect(result.findings.map(({ name, place }) => `${name}/${place['size']}`)).toEqual(
      [50, 200, 100].flatMap((size) => ['D1', 'D2', 'D3'].map((name) => `${name}/${size}`)),
    );
    expect(result.findings[0]!.where).toBe('50 images per class');
    expect(result.findings[0]!.p).toMatchObject({ 'sign-flip': 2 ** -8, 'sign-flip, Holm': 3 * 2 ** -8 });
    expect(result.cautions).toEqual([]);
    expect(result.best).toBeUndefined();
    expect(result.summary).toMatch(
      /^Supported at 50, 200 and 100 images per class \(3 contrasts, Holm's correction over 3 places\)\. The weakest contrast, D\d at \d+ images per class, is \d\.\d\d percentage points \(95 % interval .* p = 0\.012 for above 0\)\.$/,
    );
  });

  it('are contradicted where some contrast is below 0 at every place', () => {
    const result = judge(study(() => -2));
    expect(result.verdict).toBe('contradicted');
    expect(result.summary).toMatch(/^Contradicted at 50, 200 and 100 images per class .* for below 0\)\.$/);
  });

  it('are equivalent where nothing differs by the margin', () => {
    expect(judge(study(() => 0)).verdict).toBe('equivalent');
  });

  it('are inconclusive where places disagree, and name them', () => {
    const result = judge(study((size) => (size === 50 ? 2 : -2)));
    expect(result.verdict).toBe('inconclusive');
    expect(result.summary).toMatch(/^Supported at 50 images per class, contradicted at 200 and 100 images per class \(/); // prettier-ignore
  });

  it('do not support a place for which one contrast rests on a single replicate', () => {
    // D3 is positive in all replicates, so the sign-flip test passes, but one of them is a hundred times the others.
    const lead = study(() => 2);
    const result = judge((condition, size, replicate) => {
      const deeper = size === 100 && ['S4T', 'S5T'].includes(condition);
      return lead(condition, size, replicate)! + (deeper ? (replicate === 0 ? -60 : 1.5) : 0);
    });
    const at100 = result.findings.filter(({ place }) => place['size'] === '100').map(({ verdict }) => verdict);
    expect(at100).toEqual(['supported', 'supported', 'inconclusive']);
    expect(result.summary).toMatch(
      /^Supported at 50 and 200 images per class, inconclusive at 100 images per class \(/,
    );
    expect(result.verdict).toBe('inconclusive');
  });

  it('ask for as many replicates as Holm over three places needs', () => {
    const five = judge(study(() => 2), [0, 1, 2, 3, 4]); // prettier-ignore
    expect(five.verdict).toBe('inconclusive');
    expect(five.cautions[0]).toBe(
      '5 replicates cannot reach alpha = 0.05: the exact one-sided sign-flip test has p = 0.0938 at best ' +
        "after Holm's correction over 3 places; 6 could.",
    );
    expect(judge(study(() => 2), [0, 1, 2, 3, 4, 5]).verdict).toBe('supported'); // prettier-ignore
  });

  it('keep a place without data in the family and are inconclusive for it', () => {
    const lead = study(() => 2);
    const result = judge((condition, size, replicate) => (condition === 'S5T' && size === 200 ? undefined : lead(condition, size, replicate))); // prettier-ignore
    expect(result.verdict).toBe('inconclusive');
    expect(result.findings.find(({ name, place }) => name === 'D3' && place['size'] === '200')).toBeUndefined();
    expect(result.cautions).toContain('No replicate has all runs of D3 at 200 images per class.');
    expect(result.cautions.join()).toContain('0 (size 200, condition S5T), 1 (size 200, condition S5T)');
    expect(result.cautions.join()).toContain('and 2 more are left out');
    expect(result.summary).toMatch(
      /^Incomplete: 8 runs of this claim are missing, so it is not decided\. Supported at 50 and 100 images per class, inconclusive at 200/,
    );
  });

  it('compare with a number, once where over is not said', () => {
    const written = { at: { size: 50 }, test: { contrasts: [{ plus: { condition: 'S2T' }, minus: 69 }] } };
    const result = judge(study(() => 0), eight, written); // prettier-ignore
    expect(result.findings).toMatchObject([{ name: 'S2T − 69', place: {}, where: '' }]);
    expect(result.findings[0]!.interval.mean).toBeCloseTo(4.5, 0);
    expect(result.summary).toMatch(/^Supported \(1 contrast\)\. The weakest contrast, S2T − 69, is 4\.\d\d percentage/);
  });

  it('are plus minus minus, whichever is better', () => {
    const written = { at: { size: 50 }, metric: 'test.loss', margin: 0.1, test: { contrasts: [{ plus: { condition: 'FTall' }, minus: { condition: 'S2T' } }] } }; // prettier-ignore
    const loss: Accuracy = (condition, _, replicate) => (condition === 'S2T' ? 0.5 : 0.8) + 0.001 * replicate ** 2 * (condition === 'S2T' ? 1 : 0); // prettier-ignore
    expect(judge(loss, eight, written)).toMatchObject({ verdict: 'supported', metric: 'net.test.loss' });
  });

  it('warn where averages that are compared are not over the same levels', () => {
    const written = {
      mean: 'size',
      test: { contrasts: [{ plus: { condition: 'S2T' }, minus: { condition: 'FTall' } }] },
    };
    const judged = (skip: object[]) => {
      const { claims, experiment } = studyOf({ sizes, conditions, skip, claims: [written] });
      return judgeClaims(claims, valuesBy(experiment, eight, ({ condition, size }, each) => study(() => 2)(condition as string, Number(size), each)))[0]!; // prettier-ignore
    };
    expect(judged([{ size: 500 }]).cautions).toEqual([]);
    expect(judged([{ size: 500, condition: 'S2T' }]).cautions).toEqual([
      'Not all averages are over the same levels of size, since some are skipped: it is a part of the differences.',
    ]);
  });
});
