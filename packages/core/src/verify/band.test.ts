import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { exampleManifest, lossOf } from '../testing/manifests.js';
import { bandAround, outsideBand } from './band.js';
import { compareRuns } from './compare.js';

const recorded = exampleManifest();
const { data, measured, outcome, curve, weights, config } = recorded;
const outside = (changes: Partial<Manifest>) => outsideBand(compareRuns(recorded, exampleManifest(changes)));

describe('the band', () => {
  it('is a point and three standard errors of the difference of two shares', () => {
    // p = 1/2 on 5,000 images: one share has a standard error of 0.7071 points, the difference of two has 1.
    expect(bandAround(0.5, 5000)).toBeCloseTo(1 + 3 * 1, 10);
    expect(bandAround(1, 5000)).toBe(1);
  });

  it('holds what is equal, and what is a little apart', () => {
    expect(outside({})).toEqual([]);
    expect(outside({ loss: lossOf([1, 0.5, 0.26]), weights: { ...weights, after: digestOf('x') } })).toEqual([]);
  });

  it('does not hold another draw, another start, another outcome or an accuracy far away', () => {
    expect(outside({ data: { ...data, order: digestOf('x') } })).toEqual([expect.stringContaining('batch order')]);
    expect(outside({ outcome: { ...outcome, status: 'diverged' } })).toEqual(['it ended diverged, ok as recorded']);
    expect(outside({ loss: lossOf([1.01, 0.5, 0.25]) })).toEqual([expect.stringContaining('the first loss is 1.0')]);
    for (const part of ['validation', 'test'] as const) {
      const { values, examples } = measured![part]!;
      const low = values['accuracy']! - bandAround(values['accuracy']! / 100, examples);
      const at = (accuracy: number) => outside({ measured: { ...measured, [part]: { ...measured![part]!, values: { ...values, accuracy } } } }); // prettier-ignore
      expect(at(low - 0.001)).toEqual([expect.stringContaining(`the ${part} accuracy is -`)]);
      expect(at(low + 0.001)).toEqual([]);
    }
  });

  it('says nothing of what only one of them measured, or of what did not finish', () => {
    expect(outside({ measured: { test: measured!.test! } })).toEqual([]);
    expect(outside({ measured: null, curve: [] })).toEqual([]);
  });

  it('is none for a run that copies the weights of another one', () => {
    const copying = { ...config, weights: { from: { run: digestOf('source') } } };
    const [before, after] = ['a', 'b'].map((start, index) =>
      exampleManifest({
        config: copying,
        weights: { ...weights, before: digestOf(start) },
        measured: { test: { ...measured!.test!, values: { accuracy: 100 * index, loss: 1 } } },
      }),
    );
    expect(outsideBand(compareRuns(before!, after!))).toEqual([]);
  });

  it('does not hold a curve that is far away at one evaluation', () => {
    const of = (...accuracies: number[]) => accuracies.map((accuracy, index) => ({ ...curve[0]!, step: index + 1, measured: { validation: { accuracy, loss: 1 } } })); // prettier-ignore
    const validation = { ...measured!.validation!, examples: 1000 };
    const [before, after] = [of(50, 80), of(52, 70)].map((list) =>
      exampleManifest({ curve: list, measured: { ...measured, validation } }),
    );
    expect(outsideBand(compareRuns(before!, after!))).toEqual([
      // 1 + 3 x 100 x √(2 x 0.8 x 0.2 / 1000), on 1,000 examples.
      'the validation accuracy after step 2 is -10.00 points apart, more than 6.37',
    ]);
  });
});
