import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LevelNames, studyOf, valuesBy } from '../../testing/claims.js';
import type { ClaimResult, Finding } from '../model/result.js';
import { passesBoth } from '../statistics/verdict.js';
import { judgeClaims } from './judge.js';
import { decidingP, holmOverClaims } from './over-claims.js';

const eight = [0, 1, 2, 3, 4, 5, 6, 7];
const sides = { plus: { condition: 'FTall' }, minus: { condition: 'base' } };
const { claims, experiment } = studyOf({
  sizes: [5, 25],
  conditions: ['base', 'FTall', 'S1T'],
  claims: [
    { over: 'size', at: { condition: ['base', 'FTall'] }, test: { trend: { direction: 'falling', ...sides } } },
    { over: 'size', test: { contrasts: [sides, { plus: { condition: 'S1T' }, minus: { condition: 'base' } }] } },
    { over: 'size', at: { condition: ['base', 'FTall'] }, test: { equivalence: [sides] } },
    { over: 'size', test: { best: { among: { condition: ['base', 'FTall', 'S1T'] }, are: { condition: 'FTall' } } } },
  ],
});
const [trend, contrasts, equivalence, best] = claims as [(typeof claims)[0], (typeof claims)[0], (typeof claims)[0], (typeof claims)[0]]; // prettier-ignore

type Accuracy = (levels: LevelNames, replicate: number) => number | undefined;
const judge = (accuracy: Accuracy) => judgeClaims(claims, valuesBy(experiment, eight, accuracy));

const finding = (size: string, p: Finding['p']) => ({ place: size ? { size } : {}, p }) as unknown as Finding;
const resultOf = (...findings: readonly Finding[]) => ({ findings }) as unknown as ClaimResult;

describe('the p values that decide a claim', () => {
  it('are the largest of a place, Holm over the places, and the largest of these', () => {
    const result = resultOf(
      finding('5', { t: 0.001, 'sign-flip': 0.004 }),
      finding('5', { t: 0.003, 'sign-flip': 0.002 }),
      finding('25', { t: 0.004, 'sign-flip': 0.02 }),
      finding('25', { t: 0.002, 'sign-flip': 0.03 }),
    );
    // Rows: t 0.003 and 0.004, so 2 x 0.003 is a floor for 0.004; sign-flip 0.004 and 0.03, so 0.008 and 0.03.
    expect(decidingP(contrasts, result)).toEqual({ t: 0.006, signFlip: 0.03 });
  });

  it('are of a trend its slope alone, and of an equivalence the tests against the margin', () => {
    const slope = resultOf(finding('', { t: 0.01, 'sign-flip': 0.02, "Page's L": 0.9 }), finding('', { t: 0.5, 'sign-flip': 0.5 })); // prettier-ignore
    expect(decidingP(trend, slope)).toEqual({ t: 0.01, signFlip: 0.02 });
    const inside = resultOf(finding('5', { TOST: 0.01, 'TOST, sign-flip': 0.02 }), finding('25', { TOST: 0.3, 'TOST, sign-flip': 0.1 })); // prettier-ignore
    expect(decidingP(equivalence, inside)).toEqual({ t: 0.3, signFlip: 0.1 });
  });

  it('are 1 where a run is missing, or a place has no data', () => {
    const one = { t: 1, signFlip: 1 };
    const here = finding('5', { t: 0.001, 'sign-flip': 0.004 });
    expect(decidingP(best, resultOf(here))).toEqual(one);
    expect(decidingP(best, resultOf(here, { ...finding('25', here.p), incomplete: true }))).toEqual(one);
    const lost = judge(({ size, condition }, replicate) => size === '25' && replicate === 3 && condition === 'base' ? undefined : 50 + replicate); // prettier-ignore
    expect(claims.map((claim, index) => decidingP(claim, lost[index]!))).toEqual([one, one, one, one]);
  });

  it('pass exactly where the verdict is supported', () => {
    const seen = new Map<boolean, number>();
    const effect = fc.constantFrom(-2, 0, 0.3, 0.9, 2, 5);
    const noise = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 48, maxLength: 48 });
    fc.assert(
      fc.property(fc.tuple(effect, effect, effect, effect), noise, (effects, errors) => {
        let next = 0;
        const results = judge(({ size, condition }) => 50 + errors[next++ % 48]! + (condition === 'base' ? 0 : effects[(size === '5' ? 0 : 2) + (condition === 'S1T' ? 1 : 0)]!)); // prettier-ignore
        claims.forEach((claim, index) => {
          const supported = results[index]!.verdict === 'supported';
          expect(passesBoth(decidingP(claim, results[index]!), claim.alpha)).toBe(supported);
          seen.set(supported, (seen.get(supported) ?? 0) + 1);
        });
      }),
      { numRuns: 60 },
    );
    expect([...seen.values()].every((times) => times > 10) && seen.size === 2).toBe(true);
  });
});

describe('Holm over claims', () => {
  it('corrects each test over all claims, and says which tests a claim passes then', () => {
    const deciding = [
      { t: 0.001, signFlip: 0.004 },
      { t: 0.005, signFlip: 0.016 },
      { t: 0.02, signFlip: 0.016 },
      { t: 1, signFlip: 1 },
    ];
    // t: 4 x 0.001, 3 x 0.005, 2 x 0.02, 1; sign-flip: 4 x 0.004, 3 x 0.016, its floor, 1.
    const among = holmOverClaims(deciding, 0.05);
    expect(among.map(({ by }) => by)).toEqual(['both', 'both', 'neither', 'neither']);
    [0.004, 0.015, 0.04, 1].forEach((t, index) => expect(among[index]!.adjusted.t).toBeCloseTo(t, 12));
    [0.016, 0.048, 0.048, 1].forEach((p, index) => expect(among[index]!.adjusted.signFlip).toBeCloseTo(p, 12));
    expect(holmOverClaims([...deciding, { t: 1, signFlip: 1 }], 0.05).map(({ by }) => by)).toEqual(['both', 't', 'neither', 'neither', 'neither']); // prettier-ignore
    expect(holmOverClaims([], 0.05)).toEqual([]);
  });
});
