import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluationSteps } from './evaluations.js';

it('evaluations are evenly spaced, the last after the last step', () => {
  expect(evaluationSteps(4, 40)).toEqual([10, 20, 30, 40]);
  expect(evaluationSteps(3, 10)).toEqual([4, 7, 10]);
  expect(evaluationSteps(10, 3)).toEqual([1, 2, 3]);
  expect([evaluationSteps(0, 5), evaluationSteps(3, 0)]).toEqual([[], []]);
  const counts = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(counts, counts, (evaluations, steps) => {
      const at = evaluationSteps(evaluations, steps);
      expect([at.length, at.at(-1)]).toEqual([Math.min(evaluations, steps), steps]);
      const gaps = at.map((step, index) => step - (at[index - 1] ?? 0));
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50, seed: 21 },
  );
});
