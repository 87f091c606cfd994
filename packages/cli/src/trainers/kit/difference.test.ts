import { sha256 } from '@seedbed/core';
import { expect, it } from 'vitest';
import { type Compared, difference } from './difference.js';

const losses = (...values: number[]) => {
  const bytes = Buffer.from(Float32Array.from(values).buffer);
  return { steps: values.length, bits: bytes.toString('base64'), chain: sha256(bytes) };
};

const digests = { train: '', validation: '', test: '', order: '', before: 'a', after: 'b' };
const point = (accuracy: number) => ({ step: 2, epoch: 1, trainLoss: 1, measured: { validation: { accuracy } } });

const trained: Compared = {
  digests,
  loss: losses(1, 0.5),
  outcome: { status: 'ok', step: null, reason: null },
  curve: [point(50)],
  weights: Float32Array.of(1, 2, 3),
  predictions: { test: Float32Array.of(0.5, 0.5) },
};

it('two executions with the same bits do not differ', () => {
  expect(difference(trained, { ...trained, weights: Float32Array.of(1, 2, 3) })).toBeNull();
});

it.each<[string, Partial<Compared>]>([
  ['the weights before the first step differ', { digests: { ...digests, before: 'c' }, loss: losses(2, 0.5) }],
  ['the losses differ from step 2 on: 0.5, then 0.25', { loss: losses(1, 0.25) }],
  ['the losses differ from step 2 on: 0.5, then not there', { loss: losses(1) }],
  ['the losses differ from step 3 on: not there, then 0.25', { loss: losses(1, 0.5, 0.25) }],
  ['one is ok, the other diverged', { outcome: { status: 'diverged', step: 2, reason: 'x' } }],
  ['the predictions after step 2 differ', { curve: [point(75)] }],
  ['the predictions of test at the end differ in 1 of 2 numbers, by 0.25 at most', { predictions: { test: Float32Array.of(0.5, 0.25) } }], // prettier-ignore
  ['the predictions of test at the end differ in their count: 2, then 0', { predictions: {} }],
  ['the weights at the end differ in 1 of 3 numbers, by 1.0 at most', { weights: Float32Array.of(1, 2, 4) }],
  ['the weights at the end differ in 1 of 3 numbers, by 0.0 at most', { weights: Float32Array.of(1, 2, NaN) }],
])('it is said where they part first: %s', (words, changes) => {
  expect(difference(trained, { ...trained, ...changes })).toContain(words.replace(/, by 0\.0.*/, ''));
});
