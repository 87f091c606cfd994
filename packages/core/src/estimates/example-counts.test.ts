import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawExamples } from '../dataset/draw.js';
import type { Amount, LearnConfig } from '../plan/run-config.js';
import { imagesWith } from '../testing/facts.js';
import { drawingOf, streamsOf } from '../testing/learning.js';
import { exampleCounts } from './example-counts.js';

const names = ['a', 'b', 'c', 'd', 'e'];
const { counts } = imagesWith(names.map(() => 400), names.map(() => 7)); // prettier-ignore

const amounts: fc.Arbitrary<Amount> = fc.oneof(
  fc.record({ perClass: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ perClass: fc.record({ atMost: fc.integer({ min: 1, max: 60 }) }) }),
  fc.record({ examples: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ share: fc.double({ min: 0.01, max: 0.5, noNaN: true }) }),
);
const maybe = fc.option(amounts, { nil: undefined });

describe('the examples of a run', () => {
  it('are as many as are drawn, where every class has as many', () => {
    const asked = fc.tuple(fc.constantFrom(undefined, 3, ['a', 'd']), maybe, maybe, maybe);
    fc.assert(
      fc.property(asked, ([classes, test, validation, train]) => {
        const data = {
          plugin: 'letters',
          name: 'set',
          classes,
          ...(test && { test }),
          ...(validation && { validation }),
        };
        const learn: LearnConfig = { data, ...train };
        const run = { ...drawingOf(), learn };
        const known = classes === undefined ? 5 : typeof classes === 'number' ? classes : classes.length;
        const drawn = drawExamples(run, { classes: names, counts }, streamsOf(run));
        const expected = { train: drawn.train.length, validation: drawn.validation.length, test: drawn.test.length };
        const estimated = exampleCounts({ learn }, { counts });
        // An amount that was taken in proportion leaves classes uneven, and then `atMost` takes less of some.
        const uneven = [test, validation].some(
          (amount) => amount?.examples !== undefined || amount?.share !== undefined,
        );
        for (const part of ['train', 'validation', 'test'] as const) {
          expect(Math.abs(estimated[part] - expected[part])).toBeLessThanOrEqual(uneven ? known : 0);
        }
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it('are fewer where only some classes are kept', () => {
    const transforms = [{ keep: { classes: ['a', 'd'] } }, { keep: { classes: ['a', 'b', 'c'], parts: ['train', 'test'] } }]; // prettier-ignore
    const learn: LearnConfig = { data: { plugin: 'letters', name: 'set', validation: { perClass: 4 } }, perClass: 10, transforms }; // prettier-ignore
    expect(exampleCounts({ learn }, { counts })).toEqual({ train: 20, validation: 20, test: 21 });
  });

  it('of classes of other sizes are those of the mean one', () => {
    const { counts: uneven } = imagesWith([10, 50], [3, 5]);
    const counted = exampleCounts({ learn: { data: { plugin: 'p', name: 's' } } }, { counts: uneven });
    expect(counted).toEqual({ train: 60, validation: 0, test: 8 });
    const one = exampleCounts({ learn: { data: { plugin: 'p', name: 's', classes: 1 } } }, { counts: uneven });
    expect(one).toEqual({ train: 30, validation: 0, test: 4 });
  });
});
