import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { exampleManifest, lossOf } from '../testing/manifests.js';
import { bandAround, outsideBand } from './band.js';
import { compareRuns } from './compare.js';

const recorded = exampleManifest();
const { data, test, outcome, evaluations, weights } = recorded;
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
    const [low] = [test!.accuracy - bandAround(test!.accuracy, test!.images) / 100 - 0.001];
    expect(outside({ test: { ...test!, accuracy: low! } })).toEqual([
      expect.stringContaining('the test accuracy is -'),
    ]);
  });

  it('is none for a cell that copies another network', () => {
    const sourceRun = digestOf('source');
    const [before, after] = ['a', 'b'].map(
      (start, index) =>
      exampleManifest({ sourceRun, weights: { ...weights, before: digestOf(start) }, test: { ...test!, accuracy: index } }), // prettier-ignore
    );
    expect(outsideBand(compareRuns(before!, after!))).toEqual([]);
  });

  it('does not hold a curve that is far away at one evaluation', () => {
    const cell = { ...recorded.cell, validation: 500 };
    const curve = (...accuracies: number[]) => accuracies.map((validationAccuracy, index) => ({ ...evaluations[0]!, step: index + 1, validationAccuracy })); // prettier-ignore
    const [before, after] = [curve(0.5, 0.8), curve(0.52, 0.7)].map((list) =>
      exampleManifest({ cell, evaluations: list }),
    );
    expect(outsideBand(compareRuns(before!, after!))).toEqual([
      // 1 + 3 x 100 x √(2 x 0.8 x 0.2 / 1000), on two classes of 500 images.
      'the validation accuracy after step 2 is -10.00 points apart, more than 6.37',
    ]);
  });
});
