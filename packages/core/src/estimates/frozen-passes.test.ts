import { describe, expect, it } from 'vitest';
import type { Configured } from '../components/component.js';
import { drawingOf } from '../testing/learning.js';
import { frozenPassesOf } from './frozen-passes.js';

const passes = (...methods: Configured[]) => {
  const { training } = drawingOf();
  return frozenPassesOf({ training: training && { ...training, methods } });
};

describe('how images pass frozen layers', () => {
  it('is once, twice where they are only mirrored, and in every step where they change in other ways', () => {
    expect([passes(), passes({ near: { strength: 1, of: { run: 'x' } } }), frozenPassesOf({})]).toEqual(['once', 'once', 'once']); // prettier-ignore
    expect(passes({ augment: { flip: true } }, { averageWeights: { decay: 0.9 } })).toBe('mirrored');
    expect(passes({ augment: { flip: true, shift: 1 } })).toBe('everyStep');
    expect(passes({ augment: { shift: 1 } })).toBe('everyStep');
    expect(passes({ mixup: { alpha: 0.2 } })).toBe('everyStep');
    expect(passes({ augment: { flip: true } }, { cutmix: { alpha: 1 } })).toBe('everyStep');
    expect(passes({ augment: { flip: true, rotate: 5 } })).toBe('everyStep');
    expect(passes({ augment: { flip: true, cutout: 2 } })).toBe('everyStep');
    expect(passes({ ewc: { strength: 1, of: { run: 'x' } } }, { swa: {} })).toBe('once');
  });

  it('is in every step where a teacher is asked, who sees the images', () => {
    const { training } = drawingOf();
    const loss = { softTargets: { teacher: { run: 'x' }, temperature: 2 } };
    expect(frozenPassesOf({ training: training && { ...training, loss } })).toBe('everyStep');
    expect(frozenPassesOf({ training: training && { ...training, loss: { crossEntropy: { smoothing: 0.1 } } } })).toBe('once'); // prettier-ignore
  });

  it('is in every step where another run teaches: it needs the images', () => {
    const { training } = drawingOf();
    const loss = { softTargets: { teacher: { run: 'x' } } };
    expect(frozenPassesOf({ training: training && { ...training, loss } })).toBe('everyStep');
  });
});
