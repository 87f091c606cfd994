import { knownComponents, parameterCount, placeNetwork, storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { bound, bufferSlices, cut, joined, parameterSlices, slicesOf, storedTensor, unstored } from './layout.js';

const conv = { conv: { filters: 2, kernelSize: 1 } };
const block = { residual: { layers: [conv, 'batchNorm'], shortcut: 'projection' } };
const layers = placeNetwork([conv, 'batchNorm', 'relu', block, 'classifier'], [2, 2, 1], 3, knownComponents);
const slices = slicesOf(layers);
/** All that is stored of the network: each number is its place. */
const everything = Float32Array.from({ length: storedCount(layers) }, (_, at) => at);
const { parameters, buffers } = unstored(slices, everything);
const counting = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

describe('what is stored of a network', () => {
  it('is of each layer its parameters, then its buffers, then those of the layers inside', () => {
    expect(slices.map(({ layer, name, shape, isBuffer }) => [`${layer} ${name}`, shape, isBuffer])).toEqual([
      ['conv1 weights', [1, 1, 1, 2], false],
      ['conv1 bias', [2], false],
      ['batchNorm1 scale', [2], false],
      ['batchNorm1 shift', [2], false],
      ['batchNorm1 mean', [2], true],
      ['batchNorm1 variance', [2], true],
      ['residual1 projection', [1, 1, 2, 2], false],
      ['residual1/conv1 weights', [1, 1, 2, 2], false],
      ['residual1/conv1 bias', [2], false],
      ['residual1/batchNorm1 scale', [2], false],
      ['residual1/batchNorm1 shift', [2], false],
      ['residual1/batchNorm1 mean', [2], true],
      ['residual1/batchNorm1 variance', [2], true],
      ['classifier weights', [8, 3], false],
      ['classifier bias', [3], false],
    ]);
    const size = (list: typeof slices) => list.reduce((sum, each) => sum + each.size, 0);
    expect(size(slices)).toBe(storedCount(layers));
    expect(size(parameterSlices(layers))).toBe(parameterCount(layers));
    expect(size(bufferSlices(layers))).toBe(8);
  });

  it('is taken apart into parameters and buffers, each in their order', () => {
    expect([...buffers]).toEqual([...counting(8, 12), ...counting(26, 30)]);
    expect([...parameters]).toEqual([...counting(0, 8), ...counting(12, 26), ...counting(30, 57)]);
  });

  it('has no buffers where no layer has one', () => {
    const plain = slicesOf(layers.slice(4));
    const numbers = everything.slice(0, 27);
    expect(unstored(plain, numbers)).toEqual({ parameters: numbers, buffers: new Float32Array(0) });
  });
});

describeBackends(everyBackend, () => {
  it('is cut into tensors of their shapes, and these are joined to the same vector', async () => {
    const before = tf.memory().numTensors;
    const own = parameterSlices(layers);
    const { shapes, again } = tf.tidy(() => {
      const tensors = cut(own, tf.tensor1d(parameters));
      const byName = new Map(own.map(({ layer, name }, at) => [`${layer} ${name}`, tensors[at] as tf.Tensor]));
      const vector = joined(own, (layer, name) => byName.get(`${layer} ${name}`) as tf.Tensor) as tf.Tensor1D;
      return { shapes: tensors.map(({ shape }) => shape), again: tf.keep(vector) };
    }) as unknown as { shapes: number[][]; again: tf.Tensor1D };
    expect(shapes).toEqual(own.map(({ shape }) => shape));
    expect(await again.data()).toEqual(parameters);
    again.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is nothing where there are no slices, or no vector of them', () => {
    const before = tf.memory().numTensors;
    expect([cut([], undefined), cut(bufferSlices(layers), undefined)]).toEqual([[], []]);
    expect(joined([], () => expect.fail('there is nothing to join'))).toBeNull();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('belongs to layers by their names', () => {
    tf.tidy(() => {
      const byLayer = bound(slices, cut(slices, tf.tensor1d(everything)));
      const values = (layer: string, kind: 'parameters' | 'buffers') =>
        Object.fromEntries(Object.entries(byLayer.get(layer)?.[kind] ?? {}).map(([name, tensor]) => [name, [...tensor.dataSync()]])); // prettier-ignore
      expect([...byLayer.keys()]).toEqual(['conv1', 'batchNorm1', 'residual1', 'residual1/conv1', 'residual1/batchNorm1', 'classifier']); // prettier-ignore
      expect(values('batchNorm1', 'parameters')).toEqual({ scale: [4, 5], shift: [6, 7] });
      expect(values('batchNorm1', 'buffers')).toEqual({ mean: [8, 9], variance: [10, 11] });
      expect(values('residual1', 'parameters')).toEqual({ projection: counting(12, 16) });
      expect(values('residual1', 'buffers')).toEqual({});
    });
  });

  it('is put together again on the device', async () => {
    const before = tf.memory().numTensors;
    const [first, second] = [tf.tensor1d(parameters), tf.tensor1d(buffers)];
    const whole = storedTensor(slices, first, second);
    expect(tf.memory().numTensors).toBe(before + 3);
    expect(await whole.data()).toEqual(everything);
    const plain = storedTensor(slicesOf(layers.slice(4)), first, undefined);
    expect(plain).not.toBe(first);
    expect(await plain.data()).toEqual(parameters);
    tf.dispose([first, second, whole, plain]);
    const numbers = everything.slice(0, 27);
    const same = tf.tidy(() => storedTensor(slicesOf(layers.slice(4)), tf.tensor1d(numbers), undefined));
    expect(await same.data()).toEqual(numbers);
    same.dispose();
  });
});
