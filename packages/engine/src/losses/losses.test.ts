import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers, relativeError } from '../testing/numbers.js';
import { lossCodes } from './index.js';
import type { Targets } from './loss.js';

const [rows, classes] = [5, 4];
const outputs = numbers('outputs', rows * classes, 3);
const labels = [0, 3, 1, 1, 2];
const teacher = numbers('teacher', rows * classes, 3);
const values = numbers('values', rows * classes, 3);
const shares = labels.flatMap((label, row) => Array.from({ length: classes }, (_, at) => (at === label ? 0.75 : 0) + (at === labels[(row + 1) % rows] ? 0.25 : 0))); // prettier-ignore
const sharp = labels.flatMap((label) => Array.from({ length: classes }, (_, at) => Number(at === label)));

type Rows = ArrayLike<number>;

/** In doubles. */
function logSoftmax(logits: Rows, row: number, temperature = 1): number[] {
  const own = Array.from({ length: classes }, (_, at) => (logits[row * classes + at] as number) / temperature);
  const total = Math.log(own.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return own.map((logit) => logit - total);
}

const towards = (wanted: Rows, logits: Rows, temperature = 1) =>
  labels.reduce((sum, _, row) => sum - logSoftmax(logits, row, temperature).reduce((part, log, at) => part + log * (wanted[row * classes + at] as number), 0), 0) / rows; // prettier-ignore

const meanOf = (of: (difference: number) => number) => (given: Rows) =>
  values.reduce((sum, value, at) => sum + of((given[at] as number) - value), 0) / values.length;

const soft = (temperature: number) => labels.flatMap((_, row) => logSoftmax(teacher, row, temperature).map(Math.exp));

/** Each loss as a function of the outputs. */
const cases: readonly [name: string, options: object, targets: 'labels' | 'shares', reference: (outputs: Rows) => number][] = [
  ['crossEntropy', { smoothing: 0 }, 'labels', (given) => towards(sharp, given)],
  ['crossEntropy', { smoothing: 0.2 }, 'labels', (given) => towards(sharp.map((share) => 0.8 * share + 0.05), given)],
  ['crossEntropy', { smoothing: 0 }, 'shares', (given) => towards(shares, given)],
  ['crossEntropy', { smoothing: 0.2 }, 'shares', (given) => towards(shares.map((share) => 0.8 * share + 0.05), given)],
  ['squaredError', {}, 'labels', meanOf((difference) => difference ** 2)],
  ['absoluteError', {}, 'labels', meanOf(Math.abs)],
  ['softTargets', { temperature: 1, hard: 0 }, 'labels', (given) => towards(soft(1), given)],
  ['softTargets', { temperature: 4, hard: 0.1 }, 'labels', (given) => 0.9 * 16 * towards(soft(4), given, 4) + 0.1 * towards(sharp, given)],
  ['softTargets', { temperature: 0.5, hard: 0.5 }, 'shares', (given) => 0.5 * 0.25 * towards(soft(0.5), given, 0.5) + 0.5 * towards(shares, given)],
]; // prettier-ignore

describeBackends(everyBackend, (backend) => {
  it.each(cases)(
    '%s %j on %s is its formula, and its gradient the difference quotient',
    (name, options, kind, reference) => {
      const code = lossCodes.find((each) => each.name === name)!;
      const loss = tf.tidy(() => {
        const targets: Targets = {
          labels: tf.tensor1d(labels, 'int32'),
          numbers: tf.tensor2d(values, [rows, classes]),
          teacher: tf.tensor2d(teacher, [rows, classes]),
          ...(kind === 'shares' && { shares: tf.tensor2d(shares, [rows, classes]) }),
        };
        return code.of(
          { kernels: backend().kernels, outputs: tf.tensor2d(outputs, [rows, classes]), targets },
          options,
        ) as never;
      }) as ReturnType<typeof code.of>;
      const width = 1e-6;
      const shifted = (at: number, by: number) =>
        reference(Float64Array.from(outputs, (value, index) => value + (index === at ? by : 0)));
      const quotients = Float64Array.from(outputs, (_, at) => (shifted(at, width) - shifted(at, -width)) / (2 * width));
      expect(loss.mean.dataSync()[0]).toBeCloseTo(reference(outputs), 5);
      expect(loss.mean.shape).toEqual([]);
      expect(loss.gradient.shape).toEqual([rows, classes]);
      expect(relativeError(loss.gradient.dataSync(), quotients)).toBeLessThan(1e-5);
      tf.dispose([loss.mean, loss.gradient]);
    },
  );

  it('stays a number for outputs and teachers that are sure', () => {
    const sure = Float32Array.of(1000, 0, 0, -1000);
    for (const [name, options] of [
      ['crossEntropy', { smoothing: 0.1 }],
      ['softTargets', { temperature: 0.1, hard: 0.5 }],
    ] as const) {
      // prettier-ignore
      const { mean, gradient } = tf.tidy(() => {
        const targets: Targets = { labels: tf.tensor1d([3], 'int32'), teacher: tf.tensor2d(sure, [1, 4]) };
        return lossCodes.find((each) => each.name === name)!.of({ kernels: backend().kernels, outputs: tf.tensor2d(sure, [1, 4]), targets }, options) as never;
      }) as ReturnType<(typeof lossCodes)[number]['of']>;
      expect([...mean.dataSync(), ...gradient.dataSync()].every(Number.isFinite), name).toBe(true);
      tf.dispose([mean, gradient]);
    }
  });
});
