import { sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const globalAveragePool = layerCode<null>({
  name: 'globalAveragePool',
  version: 1,
  forward({ layer }, x) {
    const places = sizeOf(layer.input.slice(0, -1));
    const sum = tf.sum(tf.reshape(x, [-1, places, ...layer.output]), 1);
    return { output: tf.div(sum, places), kept: null };
  },
  backward({ layer }, _, dy) {
    const places = sizeOf(layer.input.slice(0, -1));
    const each = tf.reshape(tf.div(dy, places), [-1, 1, ...layer.output]);
    return { input: tf.reshape(tf.tile(each, [1, places, 1]), [-1, ...layer.input]), parameters: {} };
  },
});
