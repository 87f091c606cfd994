import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

/** At 0 its slope is that of below, as PyTorch's. */
export const leakyRelu = layerCode<{ x: Tensor }>({
  name: 'leakyRelu',
  version: 1,
  forward: ({ layer }, x) => ({ output: tf.leakyRelu(x, layer.options['slope'] as number), kept: { x } }),
  backward({ kernels, layer }, { x }, dy) {
    const above = kernels.reluGradient(dy, x);
    return { input: tf.add(above, tf.mul(tf.sub(dy, above), layer.options['slope'] as number)), parameters: {} };
  },
});
