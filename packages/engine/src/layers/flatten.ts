import * as tf from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const flatten = layerCode<null>({
  name: 'flatten',
  version: 1,
  forward: ({ layer }, x) => ({ output: tf.reshape(x, [-1, ...layer.output]), kept: null }),
  backward: ({ layer }, _, dy) => ({ input: tf.reshape(dy, [-1, ...layer.input]), parameters: {} }),
});
