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
  });
});
