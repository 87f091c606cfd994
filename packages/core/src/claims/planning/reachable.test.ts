import { describe, expect, it } from 'vitest';
import { studyOf } from '../../testing/claims.js';
import { replicatesNeeded, smallestCorrectedP } from '../statistics/reach.js';
import { unreachableClaims } from './reachable.js';

const sides = { plus: { condition: 'S2T' }, minus: { condition: 'FTall' } };
const { claims } = studyOf({
  sizes: [50, 100, 200, 300, 400, 500],
  conditions: ['FTall', 'S2T', 'S3T'],
  claims: [
    { over: 'size', test: { trend: { direction: 'falling', ...sides } } },
    { over: 'size', at: { size: { below: 500 } }, test: { contrasts: [sides] } },
    { at: { size: 50 }, alpha: 0.01, test: { best: { among: { condition: ['FTall', 'S2T', 'S3T'] }, are: { condition: ['S2T', 'S3T'] } } } }, // prettier-ignore
  ],
});

describe('replicatesNeeded', () => {
  it('is where family · 2^-k first reaches alpha', () => {
    const needed = (alpha: number, family = 1) => replicatesNeeded(alpha, (k) => smallestCorrectedP(k, family));
    expect(needed(0.05)).toBe(5);
    expect(needed(0.05, 5)).toBe(7);
    expect(needed(0.01, 4)).toBe(9);
    expect(needed(0.0625)).toBe(4);
    expect(needed(0.49)).toBe(2);
  });
});

describe('unreachableClaims', () => {
  it('names each claim that the planned replicates cannot support', () => {
    expect(unreachableClaims(claims, 3)).toEqual([
      {
        id: 'C1',
        alpha: 0.05,
        smallestP: 0.125,
        needed: 5,
        message:
          'Claim C1: 3 replicates cannot reach alpha = 0.05: ' +
          'the exact one-sided sign-flip test has p = 0.125 at best; 5 could.',
      },
      {
        id: 'C2',
        alpha: 0.05,
        smallestP: 0.625,
        needed: 7,
        message:
          'Claim C2: 3 replicates cannot reach alpha = 0.05: the exact one-sided sign-flip test has p = 0.625 ' +
          "at best after Holm's correction over 5 places; 7 could.",
      },
      {
        id: 'C3',
        alpha: 0.01,
        smallestP: 0.25,
        needed: 8,
        message:
          'Claim C3: 3 replicates cannot reach alpha = 0.01: the exact one-sided sign-flip test has p = 0.25 ' +
          'at best after correction over 2 tests; 8 could.',
      },
    ]);
    expect(unreachableClaims(claims, 5).map(({ id }) => id)).toEqual(['C2', 'C3']);
    expect(unreachableClaims(claims, 8)).toEqual([]);
  });
});
