import { describe, expect, it } from 'vitest';
import { constant } from './constant.js';
import { cosine } from './cosine.js';
import { exponential } from './exponential.js';
import { scheduleCodes } from './index.js';
import { linear } from './linear.js';
import { multiStep } from './multi-step.js';
import { oneCycle } from './one-cycle.js';
import { rateOf } from './rate.js';
import type { ScheduleCode } from './schedule.js';

const over = (steps: number, code: ScheduleCode, options: object = {}, learningRate = 1) =>
  Array.from({ length: steps }, (_, step) => rateOf({ code, options }, { learningRate, step, steps }));

const closeTo = (expected: readonly number[]) => expected.map((value) => expect.closeTo(value, 14) as number);

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

describe('the other schedules', () => {
  it('fall along a line', () => {
    expect(over(4, linear, {}, 0.5)).toEqual([0.5, 0.375, 0.25, 0.125]);
  });

  it('fall at shares of the steps, rounded to the nearest step', () => {
    expect(over(6, multiStep, { at: [0.5, 0.75], factor: 0.5 })).toEqual([1, 1, 1, 0.5, 0.5, 0.25]);
    // 0.07 × 100 is above 7 in doubles.
    expect(over(100, multiStep, { at: [0.07], factor: 0.5 }).indexOf(0.5)).toBe(7);
    expect(over(3, multiStep, { at: [0, 1], factor: 0.5 })).toEqual([0.5, 0.5, 0.5]);
  });

  it('fall by the same factor, so that a share is left after the last step', () => {
    expect(over(4, exponential, { to: 1 / 16 })).toEqual(closeTo([1, 0.5, 0.25, 0.125]));
  });

  it('rise to the rate and fall to almost nothing', () => {
    // The peak is the fifth of ten steps; the last has 1 / 10000 of the first.
    const rates = over(10, oneCycle, { rise: 0.5, from: 0.2 });
    expect(rates.slice(0, 5)).toEqual(closeTo([0.2, 0.4, 0.6, 0.8, 1]));
    expect(rates.slice(5)).toEqual(closeTo([1, 2, 3, 4, 5].map((step) => 1 - (1 - 2e-5) * (step / 5))));
    expect(over(3, oneCycle, { rise: 0, from: 0 })).toEqual([1, 0.5, 0]);
    expect(over(3, oneCycle, { rise: 1, from: 0 })).toEqual([0, 0.5, 1]);
    expect(over(1, oneCycle, { rise: 0.3, from: 0.04 })).toEqual([1]);
  });

  it('are positive numbers at every step of any run, but where they begin or end at 0', () => {
    const options = { at: [0.5], factor: 0.1, to: 0.01, rise: 0.3, from: 0.04 };
    for (const code of scheduleCodes) {
      for (const steps of [1, 2, 3, 10, 999]) {
        for (const warmup of [0, 0.1, 1]) {
          const rates = over(steps, code, { ...options, warmup }, 0.3);
          expect(
            rates.filter((rate) => !(rate > 0 && rate <= 0.3)),
            `${code.name} ${steps} ${warmup}`,
          ).toEqual([]);
        }
      }
    }
  });
});

describe('a warm-up', () => {
  it('rises along a line before any schedule, which has the other steps', () => {
    expect(over(5, constant, { warmup: 0.6 })).toEqual([0.25, 0.5, 0.75, 1, 1]);
    expect(over(10, cosine, { warmup: 0.2 }).slice(2)).toEqual(over(8, cosine));
    expect(over(2, linear, { warmup: 1 })).toEqual(closeTo([1 / 3, 2 / 3]));
    expect(over(10, linear, { warmup: 0 })).toEqual(over(10, linear));
  });
});
