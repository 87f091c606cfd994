import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { methodCode } from './method.js';

/**
 * Exponential mean of the parameters (Polyak and Juditsky 1992): after each step decay * mean + (1 - decay) * parameters,
 * from the parameters before the first step on. It is measured and kept in their place; running statistics are those of
 * training.
 */
export const averageWeights = methodCode<{ readonly decay: number }>({
  name: 'averageWeights',
  version: 1,
  slots: () => ['mean'],
  after: ({ decay }, { parameters, slots }) => ({
    mean: tf.add(tf.mul(slots['mean'] as Tensor1D, decay), tf.mul(parameters, 1 - decay)),
  }),
  measured: 'mean',
});
