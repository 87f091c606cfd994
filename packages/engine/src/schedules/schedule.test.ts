import { describe, expect, it } from 'vitest';
import { constant } from './constant.js';
import { cosine } from './cosine.js';

describe('constant', () => {
  it('stays as it is', () => {
    const rates = [0, 5, 9].map((step) => constant.rate({ learningRate: 0.3, step, steps: 10 }, {}));
    expect(rates).toEqual([0.3, 0.3, 0.3]);
  });
});

describe('cosine', () => {
  it('falls as half a cosine: whole at the first step, half in the middle, nothing after the last', () => {
    const rate = (step: number) => cosine.rate({ learningRate: 0.2, step, steps: 8 }, {});
    expect(rate(0)).toBe(0.2);
    expect(rate(2)).toBeCloseTo(0.1 * (1 + Math.SQRT1_2), 12);
    expect(rate(4)).toBeCloseTo(0.1, 12);
    expect(rate(7)).toBeCloseTo(0.1 * (1 + Math.cos((7 / 8) * Math.PI)), 12);
    expect(rate(8)).toBe(0);
  });
});
