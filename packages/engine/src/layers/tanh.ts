import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const tanh = layerCode<{ output: Tensor }>({
  name: 'tanh',
  version: 1,
  forward(_, x) {
    const output = tf.tanh(x);
    return { output, kept: { output } };
  },
  backward: (_, { output }, dy) => ({ input: tf.mul(dy, tf.sub(1, tf.square(output))), parameters: {} }),
});
