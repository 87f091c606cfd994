import { describe, expect, it } from 'vitest';
import { accuracy, calibrationError, crossEntropy, topK } from './classification.js';
import { evaluatedOf, measuredOf, recordedMetrics } from './recorded.js';

/** Certain of the class after the true one, but for every third example. */
function predictionsOf(classes: number, examples: number) {
  const labels = Int32Array.from({ length: examples }, (_, example) => example % classes);
  const probabilities = new Float64Array(classes * examples).fill(0.1 / classes);
  labels.forEach((label, example) => (probabilities[example * classes + ((label + (example % 3 === 0 ? 0 : 1)) % classes)]! += 0.9)); // prettier-ignore
  return { classes, labels, probabilities };
}

describe('what is recorded of a part', () => {
  it('is every metric with the options that it has in the language, its error, and the confusion', () => {
    const predictions = predictionsOf(7, 70);
    const { values, errors, confusion } = measuredOf(predictions);
    expect(Object.keys(values)).toEqual(['accuracy', 'loss', 'meanClassAccuracy', 'topK', 'calibrationError']);
    expect(values['accuracy']).toBe(accuracy(predictions).value);
    expect(values['topK']).toBe(topK(predictions, 5).value);
    expect(values['calibrationError']).toBe(calibrationError(predictions, 15).value);
    expect(errors['loss']).toBe(crossEntropy(predictions).standardError);
    expect((confusion ?? []).flat().reduce((sum, count) => sum + count, 0)).toBe(70);
  });

  it('has no top-5 accuracy of five classes, and no error of one example', () => {
    expect(Object.keys(measuredOf(predictionsOf(5, 10)).values)).not.toContain('topK');
    expect(measuredOf(predictionsOf(7, 1)).errors).toEqual({});
  });

  it('is accuracy and loss at an evaluation', () => {
    const predictions = predictionsOf(7, 70);
    const { accuracy: share, loss } = measuredOf(predictions).values;
    expect(evaluatedOf(predictions)).toEqual({ accuracy: share, loss });
  });

  it('is, of numbers, what scikit-learn has too; at an evaluation error and loss', () => {
    const numbers = { predicted: Float32Array.of(1, 2, 4), targets: Float32Array.of(1, 3, 2) };
    const { values, errors, ...rest } = measuredOf(numbers);
    expect(values).toMatchObject({ rmse: Math.sqrt(5 / 3), loss: 5 / 3, mae: 1 });
    expect(values['r2']).toBeCloseTo(-1.5, 12);
    expect([Object.keys(errors), rest]).toEqual([['rmse', 'loss', 'mae', 'r2'], {}]);
    expect(evaluatedOf(numbers)).toEqual({ rmse: values['rmse'], loss: values['loss'] });
    expect(Object.keys(recordedMetrics('numbers'))).toEqual(Object.keys(values));
  });

  it('says the unit and the direction of each', () => {
    expect(Object.keys(recordedMetrics(7))).toEqual(Object.keys(measuredOf(predictionsOf(7, 70)).values));
    expect(recordedMetrics(2)).toMatchObject({
      accuracy: { unit: '%', better: 'higher' },
      loss: { unit: 'loss', better: 'lower' },
    });
  });
});
