import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { rowInputs } from '../data/inputs.js';
import { rowsInMemory } from '../data/rows.js';
import { layersOf, parameterCount } from '../network/layers.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers, relativeError } from '../testing/numbers.js';
import { referenceOutput } from '../testing/reference-network.js';
import { measure, passForward, rowsAtOnce } from './evaluate.js';

describe('measure', () => {
  it('computes accuracy, loss and confusion worked out by hand', () => {
    // prettier-ignore
    const logits = Float32Array.of(
      Math.log(2), 0, 0,           // true class 0, chosen; probability 1/2
      0, 0, Math.log(6),           // true class 1, class 2 chosen; probability 1/8
      0, 0, Math.log(2),           // true class 2, chosen; probability 1/2
      -1000, 1000, 0,              // true class 1, chosen; certain
    );
    const measured = measure(logits, Int32Array.of(0, 1, 2, 1), 3);
    expect(measured.images).toBe(4);
    expect(measured.accuracy).toBe(0.75);
    expect(measured.loss).toBeCloseTo((Math.log(2) + Math.log(8) + Math.log(2) + 0) / 4, 6);
    expect(measured.confusion).toEqual([
      [1, 0, 0],
      [0, 1, 1],
      [0, 0, 1],
    ]);
  });

  it('counts the first of equal logits', () => {
    const measured = measure(Float32Array.of(3, 3, 3, 1, 5, 5), Int32Array.of(1, 1), 3);
    expect(measured.confusion).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    expect(measured.accuracy).toBe(0.5);
  });

  it('stays finite where a probability underflows, and says so where a logit is no number', () => {
    expect(measure(Float32Array.of(0, 5000), Int32Array.of(0), 2).loss).toBe(5000);
    expect(measure(Float32Array.of(Number.NaN, 1), Int32Array.of(0), 2).loss).toBeNaN();
  });

  it('has a row and a column for a class without images', () => {
    expect(measure(Float32Array.of(1, 0, 0), Int32Array.of(0), 3).confusion.map((row) => row.length)).toEqual([
      3, 3, 3,
    ]);
  });
});

describe('rowsAtOnce', () => {
  const convolution = { filters: 64, kernel: 3, stride: 1, pool: 2 };
  const model = { family: 'alexnet' as const, convolutions: [convolution], dense: [], dropout: 0, input: { mean: [0], deviation: [1] } }; // prettier-ignore
  const rows = (extent: number, stride = 1) =>
    rowsAtOnce(layersOf({ ...model, convolutions: [{ ...convolution, stride }] }, { height: extent, width: extent, channels: 3 }, 2)); // prettier-ignore

  it('is 500, and less where a layer is so wide that its values would take more than 64 MiB', () => {
    expect([rows(8), rows(16), rows(64), rows(64, 2)]).toEqual([500, 500, 64, 256]);
    expect(rows(4096)).toBe(1);
  });

  it('counts only the layers that the rows pass, and what enters them', () => {
    const layers = layersOf(model, { height: 64, width: 64, channels: 3 }, 2);
    expect(rowsAtOnce(layers.slice(1))).toBe(256);
  });
});

describeBackends(everyBackend, (backend) => {
  const model = {
    family: 'alexnet' as const,
    convolutions: [{ filters: 2, kernel: 3, stride: 1, pool: 2 }],
    dense: [3],
    dropout: 0.5,
    input: { mean: [0.5], deviation: [0.25] },
  };
  const layers = layersOf(model, { height: 4, width: 4, channels: 1 }, 2);
  const parameters = numbers('evaluated', parameterCount(layers));

  it('sends more rows than it takes at once through the network, each as itself, without dropout', async () => {
    const rows = 1007;
    const images = numbers('rows', rows * 16, 2);
    const before = tf.memory().numTensors;
    const vector = tf.tensor1d(parameters);
    const inputs = rowInputs(rowsInMemory(images, 16), new Int32Array(rows));
    const outputs = new Float32Array(rows * 2);
    await passForward(backend().kernels, layers, vector, inputs, (first, values) => outputs.set(values, first * 2));
    vector.dispose();
    expect(tf.memory().numTensors).toBe(before);
    const expected = Array.from({ length: rows }, (_, row) =>
      Array.from(referenceOutput(layers, parameters, images.subarray(row * 16, (row + 1) * 16))),
    ).flat();
    expect(relativeError(outputs, expected)).toBeLessThan(1e-6);
  });
});
