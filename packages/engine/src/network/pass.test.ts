import { type PlacedLayer, storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type LayerCode, layerCode } from '../layers/layer.js';
import { layersOn } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers } from '../testing/numbers.js';
import { type Group, groupsOf } from './groups.js';
import { type Bound, bound, cut, slicesOf } from './layout.js';
import { backward, forward, passThrough, type Work } from './pass.js';

const layers = layersOn({ convolutions: [{ filters: 2, poolSize: 2 }, { filters: 3 }], dense: [4], dropout: 0.5 }, [4, 4, 1], 3); // prettier-ignore
const groups = groupsOf(layers);

/** Different tensors within any objects. */
function tensorsIn(value: unknown, found = new Set<Tensor>()): Set<Tensor> {
  if (value instanceof tf.Tensor) found.add(value);
  else if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) tensorsIn(inner, found); // prettier-ignore
  return found;
}

/** x * factor, with the largest input so far. */
const scaling = layerCode<{ x: Tensor }>({
  name: 'scaling',
  version: 1,
  forward: ({ parameters, buffers, training }, x) => ({
    output: tf.mul(x, parameters['factor'] as Tensor),
    kept: { x },
    ...(training && { buffers: { largest: tf.maximum(buffers['largest'] as Tensor, tf.max(x)) } }),
  }),
  backward: ({ parameters }, { x }, dy, needsInput) => ({
    input: needsInput ? tf.mul(dy, parameters['factor'] as Tensor) : null,
    parameters: { factor: tf.sum(tf.mul(dy, x)) },
  }),
});

/** x + what the layers inside make of it. */
const adding = layerCode<{ inside: unknown }>({
  name: 'adding',
  version: 1,
  forward({ inside }, x) {
    const { output, kept, buffers } = inside.forward(x);
    return { output: tf.add(x, output), kept: { inside: kept }, inside: buffers };
  },
  backward({ inside }, kept, dy) {
    const { input, gradients } = inside.backward(kept.inside, dy);
    return { input: tf.add(dy, input), parameters: {}, inside: gradients };
  },
});

const group = (name: string, code: LayerCode, inside: readonly Group[] = []): Group => {
  const layer = { name, input: [2], output: [2], inside: inside.map((each) => each.layer) } as unknown as PlacedLayer;
  return { title: name, layer, code, output: [2], inside };
};

describeBackends(everyBackend, (backend) => {
  const opened = () => {
    const x = tf.tensor2d(numbers('pass', 5 * 16), [5, 16]);
    const vector = tf.tensor1d(numbers('weights', storedCount(layers)));
    const slices = slicesOf(layers);
    const pieces = tf.tidy(() => cut(slices, vector));
    const drawn = { dropout1: { uniforms: tf.tensor2d(numbers('uniforms', 5 * 4).map(Math.abs), [5, 4]) } };
    const work: Work = { kernels: backend().kernels, training: true, bound: bound(slices, pieces), drawn };
    return { x, work, close: () => tf.dispose([x, vector, pieces, drawn]) };
  };

  describe('a pass through layers', () => {
    it('keeps the output and what the way back needs, which is gone after it', () => {
      const { x, work, close } = opened();
      const before = tf.memory().numTensors;
      const { output, kept, buffers } = forward(work, groups, x);
      expect(tf.memory().numTensors).toBe(before + tensorsIn([output, kept, buffers]).size);
      const dy = tf.onesLike(output);
      const { input, gradients } = backward(work, groups, kept, dy, true);
      expect([...tensorsIn(kept)].filter(({ isDisposed }) => !isDisposed)).toEqual([]);
      expect([x.isDisposed, dy.isDisposed, output.isDisposed]).toEqual([false, false, false]);
      expect(input?.shape).toEqual([5, 4, 4, 1]);
      // Weights and bias of two convolutions, a dense layer and the classifier.
      expect(tensorsIn(gradients).size).toBe(8);
      expect(tf.memory().numTensors).toBe(before + tensorsIn([output, dy, input, gradients]).size);
      tf.dispose([output, dy, input as Tensor, ...tensorsIn(gradients)]);
      expect(tf.memory().numTensors).toBe(before);
      close();
    });

    it('computes no gradient of the input where none is asked for, and the others the same', () => {
      const { x, work, close } = opened();
      const [first, second] = [true, false].map((needsInput) => {
        const { output, kept } = forward(work, groups, x);
        const { input, gradients } = backward(work, groups, kept, output, needsInput);
        const values = Object.entries(gradients).map(([layer, own]) => [layer, Object.entries(own).map(([name, tensor]) => [name, [...tensor.dataSync()]])]); // prettier-ignore
        tf.dispose([output, ...tensorsIn([input, gradients])]);
        return { hasInput: input !== null, values };
      });
      expect([first?.hasInput, second?.hasInput]).toEqual([true, false]);
      expect(second?.values).toEqual(first?.values);
      close();
    });

    it('holds no more than what goes into a layer and what comes out where nothing is trained', () => {
      const { x, work, close } = opened();
      const before = tf.memory().numTensors;
      const held: number[] = [];
      const show = () => held.push(tf.memory().numTensors - before);
      const { output, kept, buffers } = forward({ ...work, training: false, drawn: {}, show }, groups, x);
      expect(held).toEqual([1, ...new Array<number>(groups.length - 1).fill(2)]);
      expect([tensorsIn([kept, buffers]).size, tf.memory().numTensors]).toEqual([0, before + 1]);
      const again = passThrough({ kernels: work.kernels, bound: work.bound }, groups, x);
      expect(again.dataSync()).toEqual(output.dataSync());
      expect(tf.memory().numTensors).toBe(before + 2);
      tf.dispose([output, again]);
      close();
    });

    it('gives the signal back where there are no layers', () => {
      const { x, work, close } = opened();
      const { output, kept } = forward(work, [], x);
      expect(output).toBe(x);
      expect(backward(work, [], kept, x, true)).toEqual({ input: x, gradients: {} });
      close();
    });
  });

  describe('layers inside of layers', () => {
    const nested = [
      group('scaling1', scaling),
      group('adding1', adding, [
        group('adding1/scaling1', scaling),
        group('adding1/adding1', adding, [group('adding1/adding1/scaling1', scaling)]),
      ]),
    ];
    const factors = { scaling1: 2, 'adding1/scaling1': 3, 'adding1/adding1/scaling1': 5 };

    it('see their own parameters, and give gradients and buffers by their names', () => {
      const before = tf.memory().numTensors;
      const owned = Object.entries(factors).map(([name, factor]): [string, Bound] => [name, { parameters: { factor: tf.scalar(factor) }, buffers: { largest: tf.scalar(10) } }]); // prettier-ignore
      const work: Work = { kernels: backend().kernels, training: true, bound: new Map(owned), drawn: {} };
      const x = tf.tensor2d([1, 2], [1, 2]);
      const shown: string[] = [];
      const show = (name: string) => void shown.push(name);
      const passed = forward({ ...work, show }, nested, x);
      // 2 x, of which 3 times goes on, and 5 times that: 2 x + 6 x + 30 x.
      expect([...passed.output.dataSync()]).toEqual([38, 76]);
      const read = (byLayer: typeof passed.buffers) =>
        Object.fromEntries(Object.entries(byLayer).flatMap(([layer, own]) => Object.entries(own).map(([name, tensor]) => [`${layer} ${name}`, tensor.dataSync()[0]]))); // prettier-ignore
      expect(read(passed.buffers)).toEqual({
        'scaling1 largest': 10,
        'adding1/scaling1 largest': 10,
        'adding1/adding1/scaling1 largest': 12,
      });
      const dy = tf.tensor2d([1, 1], [1, 2]) as unknown as Tensor1D;
      const { input, gradients } = backward({ ...work, show }, nested, passed.kept, dy, true);
      // The output is a x + a b x + a b c x of factors a = 2, b = 3, c = 5.
      expect([...(input as Tensor).dataSync()]).toEqual([38, 38]);
      expect(read(gradients)).toEqual({
        'scaling1 factor': 3 * (1 + 3 + 15),
        'adding1/scaling1 factor': 3 * (2 + 10),
        'adding1/adding1/scaling1 factor': 3 * 6,
      });
      expect(shown).toEqual([
        'forward activation of scaling1',
        ...['adding1/scaling1', 'adding1/adding1/scaling1', 'adding1/adding1', 'adding1'].map((name) => `forward activation of ${name}`), // prettier-ignore
        "gradient of adding1/adding1/scaling1's factor",
        ...['adding1/adding1/scaling1', 'adding1/adding1'].map((name) => `gradient of ${name}'s input`),
        "gradient of adding1/scaling1's factor",
        ...['adding1/scaling1', 'adding1'].map((name) => `gradient of ${name}'s input`),
        "gradient of scaling1's factor",
        "gradient of scaling1's input",
      ]);
      tf.dispose([x, dy, passed.output, input as Tensor, ...tensorsIn([owned, passed.buffers, gradients])]);
      expect(tf.memory().numTensors).toBe(before);
    });
  });
});
