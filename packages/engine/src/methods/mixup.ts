import { beta, permutation } from '@seedbed/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { methodCode } from './method.js';
import { mixed, mixedTargets, reordered } from './mix.js';

/**
 * Mixup (Zhang et al. 2018): each example is mixed with another one of the batch, `share` of the one and the rest of the
 * other, and so are the labels. As in the paper's own code, the share is drawn once a batch from Beta(alpha, alpha), then
 * a permutation of the batch says who the other is.
 */
export const mixup = methodCode<{ readonly alpha: number }>({
  name: 'mixup',
  version: 1,
  draw({ alpha }, { rows }, stream) {
    const share = beta(alpha, alpha, stream);
    const order = Int32Array.from(permutation(rows, stream));
    return { share: { values: Float32Array.of(share), shape: [] }, order: { values: order, shape: [rows] } };
  },
  batch(_, { inputs, targets }, drawn, { classes }) {
    const { share, order } = drawn as { share: Tensor; order: Tensor };
    return {
      inputs: mixed(inputs, reordered(inputs, order), share),
      targets: mixedTargets(targets, classes, order, share),
    };
  },
});
