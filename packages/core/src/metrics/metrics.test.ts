import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  calibrationError,
  confusion,
  crossEntropy,
  meanClassAccuracy,
  meanClassAccuracyOf,
  topK,
} from './classification.js';
import { type ClassPredictions, meanOf, mostLikely } from '../components/measured.js';
import { mae, r2, rmse } from './regression.js';

interface Frozen {
  readonly classes: readonly ({ classes: number; labels: number[]; probabilities: number[]; confusion: number[][] } & Record<'accuracy' | 'top2' | 'meanClassAccuracy' | 'loss' | 'calibrationError', number>)[]; // prettier-ignore
  readonly numbers: readonly ({ targets: number[]; predicted: number[] } & Record<'rmse' | 'mae' | 'r2', number>)[];
}

/** Written by tools/metrics/frozen.py with scikit-learn. */
const frozen = JSON.parse(readFileSync(new URL('frozen.json', import.meta.url), 'utf8')) as Frozen;

const predictions = (
  classes: number,
  labels: readonly number[],
  probabilities: readonly number[],
): ClassPredictions => ({
  classes,
  labels: Int32Array.from(labels),
  probabilities: Float64Array.from(probabilities),
});

describe('metrics of classes, beside scikit-learn', () => {
  it.each(frozen.classes.map((each, index) => [index, each] as const))('case %i', (_, wanted) => {
    const given = predictions(wanted.classes, wanted.labels, wanted.probabilities);
    expect(accuracy(given).value).toBeCloseTo(wanted.accuracy, 10);
    expect(topK(given, 2).value).toBeCloseTo(wanted.top2, 10);
    expect(meanClassAccuracy(given).value).toBeCloseTo(wanted.meanClassAccuracy, 10);
    expect(crossEntropy(given).value).toBeCloseTo(wanted.loss, 10);
    expect(calibrationError(given, 15).value).toBeCloseTo(wanted.calibrationError, 10);
    expect(confusion(given)).toEqual(wanted.confusion);
  });

  it('give the first of equally likely classes', () => {
    const tied = predictions(3, [1, 0], [0.2, 0.4, 0.4, 0.5, 0.5, 0]);
    expect([mostLikely(tied, 0), mostLikely(tied, 1)]).toEqual([1, 0]);
    expect([topK(tied, 1).value, accuracy(tied).value]).toEqual([100, 100]);
  });

  it('have a finite loss where the true class was ruled out', () => {
    expect(crossEntropy(predictions(2, [1], [1, 0])).value).toBeCloseTo(744.44, 2);
  });

  it('of what is no probability are no numbers, and no errors', () => {
    const broken = predictions(2, [1, 0], [NaN, NaN, 1, 0]);
    expect([crossEntropy(broken).value, calibrationError(broken, 15).value]).toEqual([NaN, NaN]);
  });

  it('have the standard error of a share', () => {
    const three = predictions(2, [0, 0, 0, 0], [1, 0, 1, 0, 1, 0, 0, 1]);
    // sqrt(p (1 - p) / (n - 1)), p = 3/4, n = 4.
    expect(accuracy(three).standardError).toBeCloseTo(25, 10);
    expect(accuracy(predictions(2, [0], [1, 0])).standardError).toBeNull();
  });

  it('count each class alike in the mean class accuracy, and leave out those without examples', () => {
    expect(meanClassAccuracyOf([[60, 0], [1, 0]])).toEqual({ value: 50, standardError: null }); // prettier-ignore
    expect(meanClassAccuracyOf([[3, 1], [1, 1]]).value).toBe(62.5); // prettier-ignore
    expect(meanClassAccuracyOf([[3, 1], [0, 0]]).value).toBe(75); // prettier-ignore
    // Even classes: the accuracy. Its standard error is √(p (1 - p) / (n - 1)) of each, added in squares.
    const even = meanClassAccuracyOf([[30, 10], [20, 20]]); // prettier-ignore
    expect(even.value).toBe(62.5);
    expect(even.standardError).toBeCloseTo(50 * Math.sqrt((0.75 * 0.25) / 39 + (0.5 * 0.5) / 39), 10);
  });
});

describe('metrics of numbers, beside scikit-learn', () => {
  it.each(frozen.numbers.map((each, index) => [index, each] as const))('case %i', (_, wanted) => {
    const given = { predicted: Float64Array.from(wanted.predicted), targets: Float64Array.from(wanted.targets) };
    expect(rmse(given).value).toBeCloseTo(wanted.rmse, 10);
    expect(mae(given).value).toBeCloseTo(wanted.mae, 10);
    expect(r2(given).value).toBeCloseTo(wanted.r2, 10);
  });

  it('say that R² of equal targets is not defined', () => {
    const flat = { predicted: Float64Array.of(1, 2), targets: Float64Array.of(3, 3) };
    expect(r2(flat)).toEqual({ value: NaN, standardError: null });
  });
});

describe('a mean', () => {
  it('has the standard error of its examples', () => {
    expect(meanOf(Float64Array.of(1, 2, 3, 4))).toEqual({ value: 2.5, standardError: Math.sqrt(5 / 3) / 2 });
    expect(() => meanOf(new Float64Array(0))).toThrow(RangeError);
  });
});
