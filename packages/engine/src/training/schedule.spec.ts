import type { CellSpec } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../testing/cells.js';
import { learningRate, stagesOf } from './schedule.js';

const training = (changes: Partial<CellSpec['training']>) => cellOf({ training: changes }).training;

describe('learningRate', () => {
  it('stays as it is', () => {
    const constant = training({ schedule: 'constant', rate: 0.3, steps: 10 });
    expect([0, 5, 9].map((step) => learningRate(constant, step))).toEqual([0.3, 0.3, 0.3]);
  });

  it('falls as half a cosine: whole at the first step, half in the middle, nothing after the last', () => {
    const cosine = training({ schedule: 'cosine', rate: 0.2, steps: 8 });
    expect(learningRate(cosine, 0)).toBe(0.2);
    expect(learningRate(cosine, 2)).toBeCloseTo(0.1 * (1 + Math.SQRT1_2), 12);
    expect(learningRate(cosine, 4)).toBeCloseTo(0.1, 12);
    expect(learningRate(cosine, 7)).toBeCloseTo(0.1 * (1 + Math.cos((7 / 8) * Math.PI)), 12);
    expect(learningRate(cosine, 8)).toBe(0);
  });
});

describe('stagesOf', () => {
  const stages = (probe: number, frozen = 0, steps = 10) =>
    stagesOf(cellOf({ training: { steps }, transfer: { probe, frozen } }), 3);

  it('is one stage without a probe', () => {
    expect(stages(0)).toEqual([{ frozen: 0, from: 0, to: 10 }]);
    expect(stages(0, 2)).toEqual([{ frozen: 2, from: 0, to: 10 }]);
  });

  it('trains only the classifier first', () => {
    expect(stages(0.5)).toEqual([
      { frozen: 3, from: 0, to: 5 },
      { frozen: 0, from: 5, to: 10 },
    ]);
    expect(stages(0.5, 1, 5)).toEqual([
      { frozen: 3, from: 0, to: 3 },
      { frozen: 1, from: 3, to: 5 },
    ]);
    expect(stages(1)).toEqual([{ frozen: 3, from: 0, to: 10 }]);
  });

  it('has no empty stage', () => {
    expect(stages(0.01)).toEqual([{ frozen: 0, from: 0, to: 10 }]);
  });
});
