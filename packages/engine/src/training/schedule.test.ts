import { describe, expect, it } from 'vitest';
import { rateOf } from './schedule.js';

describe('rateOf', () => {
  it('stays as it is', () => {
    const constant = { schedule: 'constant', learningRate: 0.3, steps: 10 } as const;
    expect([0, 5, 9].map((step) => rateOf(constant, step))).toEqual([0.3, 0.3, 0.3]);
  });

  it('falls as half a cosine: whole at the first step, half in the middle, nothing after the last', () => {
    const cosine = { schedule: 'cosine', learningRate: 0.2, steps: 8 } as const;
    expect(rateOf(cosine, 0)).toBe(0.2);
    expect(rateOf(cosine, 2)).toBeCloseTo(0.1 * (1 + Math.SQRT1_2), 12);
    expect(rateOf(cosine, 4)).toBeCloseTo(0.1, 12);
    expect(rateOf(cosine, 7)).toBeCloseTo(0.1 * (1 + Math.cos((7 / 8) * Math.PI)), 12);
    expect(rateOf(cosine, 8)).toBe(0);
  });
});
