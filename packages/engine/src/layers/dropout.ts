import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

/**
 * Inverted dropout (Srivastava et al. 2014): what is kept is scaled up by 1 / (1 - rate), so that evaluation needs no
 * change. The uniform numbers come from the layer's own Philox sequence; an output is dropped where its number is below
 * the rate.
 */
export const dropout = layerCode<{ mask: Tensor | null }>({
  name: 'dropout',
  version: 1,
  draws: 'uniforms',
  forward({ layer, training, drawn }, x) {
    if (!training) return { output: tf.clone(x), kept: { mask: null } };
    const rate = layer.options['rate'] as number;
    const kept = tf.cast(tf.greaterEqual(drawn['uniforms'] as Tensor, Math.fround(rate)), 'float32');
    const mask = tf.mul(kept, 1 / (1 - rate));
    return { output: tf.mul(x, mask), kept: { mask } };
  },
  backward: (_, { mask }, dy) => ({ input: mask ? tf.mul(dy, mask) : dy, parameters: {} }),
});
