import { normal, sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { differentiated, lossCode, methodCode, softmax } from '../../../plugin.js';

const scale = differentiated({
  name: 'scale',
  version: 1,
  output: ({ layer, parameters }, x) => tf.mul(tf.mul(x, parameters['factors'] as Tensor), layer.options['by'] as number), // prettier-ignore
});

const noise = methodCode<{ std: number }>({
  name: 'noise',
  version: 1,
  draw({ std }, { rows, input }, stream) {
    const shape = [rows, sizeOf(input)] as const;
    return {
      values: { shape, values: Float32Array.from({ length: shape[0] * shape[1] }, () => std * normal(stream)) },
    };
  },
  batch: (_, { inputs, targets }, { values }) => ({ inputs: tf.add(inputs, tf.reshape(values as Tensor, inputs.shape)), targets }), // prettier-ignore
});

const slow = methodCode<{ share: number }>({
  name: 'slow',
  version: 1,
  slots: () => ['mean'],
  gradient: ({ share }, gradient, { slots, parameters }) => tf.add(tf.mul(share, tf.sub(slots['mean'] as Tensor, parameters)), tf.mul(1 - share, gradient)), // prettier-ignore
  after: ({ share }, { slots, parameters }) => ({ mean: tf.add(tf.mul(share, slots['mean'] as Tensor), tf.mul(1 - share, parameters)) }), // prettier-ignore
});

const huber = lossCode<{ bound: number }>({
  name: 'huber',
  version: 1,
  of({ outputs, targets }, { bound }) {
    const truth = targets.shares ?? tf.cast(tf.oneHot(targets.labels, outputs.shape[1]), 'float32');
    const probabilities = softmax(outputs);
    const difference = tf.sub(probabilities, truth);
    const inside = tf.clipByValue(difference, -bound, bound);
    const each = tf.mul(inside, tf.sub(difference, tf.div(inside, 2)));
    const slope = tf.div(inside, outputs.shape[0]);
    const weighted = tf.sum(tf.mul(slope, probabilities), 1, true);
    return {
      mean: tf.div(tf.sum(each), outputs.shape[0]),
      gradient: tf.mul(probabilities, tf.sub(slope, weighted)) as Tensor2D,
    };
  },
});

export const codes = { layer: [scale], method: [noise, slow], loss: [huber] };
