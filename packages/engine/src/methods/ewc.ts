import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { methodCode } from './method.js';

/**
 * Elastic weight consolidation (Kirkpatrick et al. 2017): the penalty strength / 2 * sum F (w - w0)^2 on the distance to
 * the weights w0 of another run, where F is the diagonal of the Fisher information there (`training/fisher.ts`). The loss
 * that is recorded is without it.
 */
export const ewc = methodCode<{ readonly strength: number; readonly examples: number }>({
  name: 'ewc',
  version: 1,
  constants: async ({ examples }, { parameters, fisher }) => ({ there: parameters, fisher: await fisher(examples) }),
  gradient({ strength }, gradient, { parameters, constants }) {
    const { there, fisher } = constants as { there: Tensor1D; fisher: Tensor1D };
    return tf.add(gradient, tf.mul(tf.mul(tf.sub(parameters, there), fisher), strength));
  },
});
