import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { claimSchema } from '../spec/claims-schema.js';
import { gaussians } from './statistics/gaussians.js';
import { powerOfClaims } from './power.js';
import { simulateClaims } from './simulate.js';

const conditions = ['base', 'FTall', 'S1T'];
const sizes = [25, 50, 100];
const head = { statement: 'A claim.', origin: 'ours' as const };
const contrast = (mean: string, minus: string) => ({ name: `${mean} − ${minus}`, mean: [mean], minus: [minus] });
const claims = [
  { ...head, id: 'trend', test: { kind: 'trend', contrast: contrast('FTall', 'base'), direction: 'falling' } },
  { ...head, id: 'contrasts', test: { kind: 'contrasts', contrasts: [contrast('FTall', 'base')], sizes: [25] } },
  { ...head, id: 'best', test: { kind: 'best', among: conditions, are: ['S1T'], sizes: [25] } },
  { ...head, id: 'equivalence', test: { kind: 'equivalence', contrasts: [contrast('S1T', 'FTall')], sizes: [25] } },
].map((claim) => claimSchema.parse(claim));

/** Eight pilot replicates whose cells differ by `spread` points. */
function pilot(spread: number) {
  const normal = gaussians(seedrandom('power.spec'));
  return Array.from({ length: 8 }, (_, replicate) => replicate).flatMap((replicate) =>
    sizes.flatMap((images) =>
      conditions.map((condition) => ({ replicate, images, condition, accuracy: 60 + spread * normal() })),
    ),
  );
}
const plan = (replicates: number) => ({ sizes, conditions, replicates });
const of = (spread: number, replicates: number) =>
  Object.fromEntries(powerOfClaims(claims, pilot(spread), plan(replicates)).map((power) => [power.id, power]));

describe('powerOfClaims', () => {
  it('is near 1 where the spread is small against the margin, and low where it is large', () => {
    for (const power of Object.values(of(0.1, 8))) {
      expect(power.pilot).toBe(8);
      expect(power.atMargin, power.id).toBeGreaterThan(0.95);
      expect(power.needed, power.id).toBeLessThanOrEqual(8);
    }
    for (const power of Object.values(of(3, 6))) expect(power.atMargin, power.id).toBeLessThan(0.4);
    expect(of(3, 6)['contrasts']!.needed).toBe(null);
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
    const given = values.flatMap((value, replicate) => [
      { replicate, images: 25, condition: 'FTall', accuracy: 50 + value / sd },
      { replicate, images: 25, condition: 'base', accuracy: 50 },
    ]);
    const [power] = powerOfClaims([claims[1]!], given, plan(12));
    // Four standard errors of a share seen in 200 studies.
    expect(Math.abs(power!.atMargin - 0.8828)).toBeLessThan(4 * Math.sqrt((0.8828 * 0.1172) / 200));
  });

  it('says nothing without two complete replicates', () => {
    expect(powerOfClaims(claims, pilot(1).filter(({ replicate }) => replicate === 0), plan(6))).toEqual([]); // prettier-ignore
    expect(powerOfClaims(claims, [], plan(6))).toEqual([]);
  });
});

describe('simulateClaims', () => {
  it('measures false positives within their bounds and intervals that cover what they say', () => {
    const context = { sizes, conditions, replicates: [0, 1, 2, 3, 4, 5, 6, 7] };
    const studies = 400;
    const error = (share: number) => 4 * Math.sqrt((share * (1 - share)) / studies);
    const measured = simulateClaims(claims, context, studies);
    for (const { id, verdicts, coverage, level, falseFindings } of measured) {
      expect(Object.values(verdicts).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      if (id !== 'equivalence') expect(verdicts.supported, id).toBeLessThan(0.025 + error(0.025));
      expect(verdicts.contradicted, id).toBeLessThan(0.025 + error(0.025));
      expect(falseFindings, id).toBeLessThan(0.05 + error(0.05));
      expect(level).toBe(0.95);
      // The best's interval is of the champion that the data chose, so it covers less than it says.
      if (id !== 'best') expect(Math.abs(coverage - 0.95), id).toBeLessThan(error(0.95));
    }
    expect(simulateClaims(claims, context, 20)).toEqual(simulateClaims(claims, context, 20));
  });
});
