import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { lossCode } from './loss.js';

/** Mean of (output - target)² over examples and outputs, as PyTorch's MSELoss. */
export const squaredError = lossCode({
  name: 'squaredError',
  version: 1,
  of({ outputs, targets }) {
    const differences = tf.sub<Tensor2D>(outputs, targets.numbers as Tensor2D);
    return { mean: tf.mean(tf.square(differences)), gradient: tf.mul(differences, 2 / differences.size) };
  },
});
