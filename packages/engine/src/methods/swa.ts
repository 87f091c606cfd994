import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { methodCode } from './method.js';

/**
 * Stochastic weight averaging (Izmailov et al. 2018): the mean of the parameters after each step but the first
 * floor(from * steps); until then, the parameters themselves. The paper averages once a pass and computes the statistics of
 * batch normalization again; here it is once a step, and they are those of training.
 */
export const swa = methodCode<{ readonly from: number }>({
  name: 'swa',
  version: 1,
  numbers: ({ from }, { step, steps }) => ({ share: 1 / Math.max(1, step + 1 - Math.floor(from * steps)) }),
  slots: () => ['mean'],
  after(_, { parameters, slots, numbers }) {
    const share = numbers['share'] as Scalar;
    return { mean: tf.add(tf.mul(slots['mean'] as Tensor1D, tf.sub(1, share)), tf.mul(parameters, share)) };
  },
  measured: 'mean',
});
