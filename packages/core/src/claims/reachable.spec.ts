import { describe, expect, it } from 'vitest';
import { claimSchema } from '../spec/claims-schema.js';
import { replicatesNeeded, unreachableClaims } from './reachable.js';

const contrast = { name: 'D', mean: ['S2T'], minus: ['FTall'] };
const head = { statement: 'A claim.', origin: 'ours' as const };
const trend = claimSchema.parse({ ...head, id: 'C1', test: { kind: 'trend', contrast, direction: 'falling' } });
const contrasts = claimSchema.parse({
  ...head,
  id: 'C2',
  test: { kind: 'contrasts', below: 500, contrasts: [contrast] },
});
const sizes = [50, 100, 200, 300, 400, 500];

describe('replicatesNeeded', () => {
  it('is where family · 2^-k first reaches alpha', () => {
    expect(replicatesNeeded(0.05)).toBe(5);
    expect(replicatesNeeded(0.05, 5)).toBe(7);
    expect(replicatesNeeded(0.01, 4)).toBe(9);
    expect(replicatesNeeded(0.0625)).toBe(4);
    expect(replicatesNeeded(0.49)).toBe(2);
  });
});

describe('unreachableClaims', () => {
  it('names each claim that the planned replicates cannot support', () => {
    expect(unreachableClaims([trend, contrasts], { sizes, replicates: 3 })).toEqual([
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
          "at best after Holm's correction over 5 sizes; 7 could.",
      },
    ]);
    expect(unreachableClaims([trend, contrasts], { sizes, replicates: 5 }).map(({ id }) => id)).toEqual(['C2']);
    expect(unreachableClaims([trend, contrasts], { sizes, replicates: 7 })).toEqual([]);
  });

  it('says that no number of replicates helps where sizes are lacking', () => {
    const messages = unreachableClaims([trend, contrasts], { sizes: [500], replicates: 20 });
    expect(messages.map(({ id, needed }) => [id, needed])).toEqual([
      ['C1', null],
      ['C2', null],
    ]);
  });
});
