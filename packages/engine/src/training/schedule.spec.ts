<<<<<<< HEAD
import type { CellSpec } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../testing/cells.js';
import { learningRate, stagesOf } from './schedule.js';

const training = (changes: Partial<CellSpec['training']>) => cellOf({ training: changes }).training;
=======
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertySeed } from '../testing/numbers.js';
import { evaluatesAfter, rateOf } from './schedule.js';

const seeded = { seed: propertySeed };
>>>>>>> c9c0d48 (Engine: tests follow run configs)

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
<<<<<<< HEAD
=======

describe('evaluatesAfter', () => {
  it('evaluates as often as asked, the last step included, evenly', () => {
    const counts = fc
      .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 40 }))
      .map(([steps, evaluations]) => ({ steps, evaluations: Math.min(steps, evaluations) }));
    fc.assert(
      fc.property(counts, ({ steps, evaluations }) => {
        const after = Array.from({ length: steps }, (_, step) => step).filter((step) =>
          evaluatesAfter(evaluations, steps, step),
        );
        expect(after.length).toBe(evaluations);
        expect(after[after.length - 1]).toBe(steps - 1);
        const gaps = after.map((step, index) => step - (index === 0 ? -1 : (after[index - 1] as number)));
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
      }),
      seeded,
    );
  });

  it('never evaluates a run of which nothing is asked', () => {
    expect([0, 4, 9].map((step) => evaluatesAfter(0, 10, step))).toEqual([false, false, false]);
  });
});
>>>>>>> c9c0d48 (Engine: tests follow run configs)
