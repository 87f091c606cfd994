import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { methodCode } from './method.js';

/**
 * Stays near the weights w0 of another run: the penalty strength / 2 * |w - w0|^2, of which the gradient is
 * strength * (w - w0). Of all parameters that are trained, biases too. The loss that is recorded is without it.
 */
export const near = methodCode<{ readonly strength: number }>({
  name: 'near',
  version: 1,
  constants: (_, { parameters }) => Promise.resolve({ there: parameters }),
  gradient({ strength }, gradient, { parameters, constants }) {
    return tf.add(gradient, tf.mul(tf.sub(parameters, constants['there'] as Tensor1D), strength));
  },
});
