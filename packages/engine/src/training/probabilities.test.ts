import { evaluatedOf, measuredOf } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { probabilitiesOf } from './probabilities.js';

describe('probabilitiesOf', () => {
  // prettier-ignore
  const logits = Float32Array.of(
    Math.log(2), 0, 0,           // true class 0, chosen; probability 1/2
    0, 0, Math.log(6),           // true class 1, class 2 chosen; probability 1/8
    0, 0, Math.log(2),           // true class 2, chosen; probability 1/2
    -1000, 1000, 0,              // true class 1, chosen; certain
  );
  const predictions = { classes: 3, probabilities: probabilitiesOf(logits, 3), labels: Int32Array.of(0, 1, 2, 1) };

  it('is the softmax of each row', () => {
    const expected = [1 / 2, 1 / 4, 1 / 4, 1 / 8, 1 / 8, 3 / 4, 1 / 4, 1 / 4, 1 / 2, 0, 1, 0];
    expected.forEach((value, at) => expect(predictions.probabilities[at]).toBeCloseTo(value, 7));
  });

  it('gives accuracy, loss and confusion worked out by hand', () => {
    const { values, confusion } = measuredOf(predictions);
    expect(values['accuracy']).toBe(75);
    expect(values['loss']).toBeCloseTo((Math.log(2) + Math.log(8) + Math.log(2) + 0) / 4, 6);
    expect(confusion).toEqual([
      [1, 0, 0],
      [0, 1, 1],
      [0, 0, 1],
    ]);
  });

  it('keeps equal logits equal, of which the first class counts', () => {
    const probabilities = probabilitiesOf(Float32Array.of(3, 3, 3, 1, 5, 5), 3);
    const { values, confusion } = measuredOf({ classes: 3, probabilities, labels: Int32Array.of(1, 1) });
    expect(values['accuracy']).toBe(50);
    expect(confusion?.[1]).toEqual([1, 1, 0]);
  });

  it('is finite where a probability underflows, and no number where a logit is none', () => {
    const loss = (values: number[]) =>
      evaluatedOf({ classes: 2, probabilities: probabilitiesOf(Float32Array.from(values), 2), labels: Int32Array.of(0) })['loss']; // prettier-ignore
    expect(loss([0, 5000])).toBeCloseTo(744.44, 2);
    for (const broken of [NaN, Infinity]) expect(loss([broken, 1])).toBeNaN();
    expect(loss([-Infinity, -Infinity])).toBeNaN();
  });
});
