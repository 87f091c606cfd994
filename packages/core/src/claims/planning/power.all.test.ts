import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { studyOf, valuesBy } from '../../testing/claims.js';
import { gaussians } from '../statistics/gaussians.js';
import { powerOf, powerOfClaims } from './power.js';

const conditions = ['base', 'FTall', 'S1T'];
const sides = (plus: string, minus: string) => ({ plus: { condition: plus }, minus: { condition: minus } });
const at = { size: 25 };
/** @param margin the same claims with all numbers so many times as large. */
const study = (margin = 1) =>
  studyOf({
    sizes: [25, 50, 100],
    conditions,
    claims: [
      { id: 'trend', margin, over: 'size', test: { trend: { direction: 'falling', ...sides('FTall', 'base') } } },
      { id: 'contrasts', margin, at, test: { contrasts: [sides('FTall', 'base')] } },
      { id: 'best', margin, at, test: { best: { among: { condition: conditions }, are: { condition: 'S1T' } } } },
      { id: 'equivalence', margin, at, test: { equivalence: [sides('S1T', 'FTall')] } },
      { id: 'loss', margin, at, metric: 'test.loss', test: { best: { among: { condition: conditions }, are: { condition: 'S1T' } } } }, // prettier-ignore
    ],
  });

/** Eight pilot replicates whose runs differ by `spread` margins. */
function pilot(spread: number, margin = 1, replicates = 8) {
  const normal = gaussians(seedrandom('power.spec'));
  const known = new Map<string, number>();
  const noise = (run: string) => {
    if (!known.has(run)) known.set(run, normal());
    return known.get(run) as number;
  };
  return valuesBy(study().experiment, Array.from({ length: replicates }, (_, index) => index), (levels, replicate) => margin * (60 + spread * noise(`${replicate}${Object.values(levels)}`))); // prettier-ignore
}
const of = (spread: number, replicates: number, margin = 1) =>
  Object.fromEntries(powerOfClaims(study(margin).claims, pilot(spread, margin), replicates).map((power) => [power.id, power])); // prettier-ignore

describe('powerOfClaims', () => {
  it('is near 1 where the spread is small against the margin, and low where it is large', () => {
    const small = Object.values(of(0.1, 8));
    expect(small).toHaveLength(5);
    for (const power of small) {
      expect(power.pilot).toBe(8);
      expect(power.atMargin, power.id).toBeGreaterThan(0.95);
      expect(power.needed, power.id).toBeLessThanOrEqual(8);
    }
    for (const power of Object.values(of(3, 6))) expect(power.atMargin, power.id).toBeLessThan(0.4);
    expect(of(3, 6)['contrasts']!.needed).toBe(null);
  });

  it('does not depend on the unit', () => {
    expect(of(0.8, 8, 1 / 1024)).toEqual(of(0.8, 8));
  });

  it('never promises what the sign-flip test cannot reach', () => {
    expect(of(0.1, 3)['trend']!.atMargin).toBe(0);
    expect(of(0.1, 3)['trend']!.needed).toBe(5);
  });

  it('grows with the replicates and repeats itself', () => {
    const shares = [5, 8, 12].map((replicates) => of(0.8, replicates)['trend']!.atMargin);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(of(0.8, 10)).toEqual(of(0.8, 10));
  });

  it('agrees with the power of a paired t test (statsmodels 0.15.0)', () => {
    // One contrast, sd 1 exactly, margin 1, n = 12, one-sided alpha 0.025:
    // TTestPower().power(effect_size=1, nobs=12, alpha=0.025, alternative='larger') = 0.8828
    const values = [-1.5275252316519468, -1.0910894511799618, -0.6546536707079772, -0.2182178902359924, 0.2182178902359924, 0.6546536707079772, 1.0910894511799618, 1.5275252316519468]; // prettier-ignore
    const sd = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / 7);
    const { claims, experiment } = study();
    const given = valuesBy(experiment, [...values.keys()], ({ condition }, replicate) => 50 + (condition === 'FTall' ? values[replicate]! / sd : 0)); // prettier-ignore
    const power = powerOf(claims[1]!, given, 12);
    // Four standard errors of a share seen in 200 studies.
    expect(Math.abs(power!.atMargin - 0.8828)).toBeLessThan(4 * Math.sqrt((0.8828 * 0.1172) / 200));
  });

  it('says nothing without two complete replicates', () => {
    expect(powerOfClaims(study().claims, pilot(1, 1, 1), 6)).toEqual([]);
    expect(powerOfClaims(study().claims, pilot(1, 1, 0), 6)).toEqual([]);
  });
});
