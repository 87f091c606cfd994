import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { lossCode } from './loss.js';

/** Mean of |output - target| over examples and outputs, as PyTorch's L1Loss; its gradient is 0 where both are equal. */
export const absoluteError = lossCode({
  name: 'absoluteError',
  version: 1,
  of({ outputs, targets }) {
    const differences = tf.sub<Tensor2D>(outputs, targets.numbers as Tensor2D);
    return { mean: tf.mean(tf.abs(differences)), gradient: tf.div(tf.sign(differences), differences.size) };
  },
});
