import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const sigmoid = layerCode<{ output: Tensor }>({
  name: 'sigmoid',
  version: 1,
  forward(_, x) {
    const output = tf.sigmoid(x);
    return { output, kept: { output } };
  },
  backward: (_, { output }, dy) => ({ input: tf.mul(dy, tf.mul(output, tf.sub(1, output))), parameters: {} }),
});
