import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { optimizerCode } from './optimizer.js';
import { mean as meanOf, plus, stepped } from './vectors.js';

interface LionOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly weightDecay: number;
}

/**
 * The sign of a mean of gradients (Chen et al. 2023, algorithm 2): step = rate (sign(beta1 m + (1 - beta1) g) + decay p),
 * then m = beta2 m + (1 - beta2) g.
 */
export const lion = optimizerCode<LionOptions>({
  name: 'lion',
  version: 1,
  slots: () => ['mean'],
  update({ parameters, gradient, slots, rate }, { beta1, beta2, weightDecay }) {
    const before = slots['mean'] as Tensor1D;
    const sign = tf.tidy(() => tf.sign(meanOf(before, gradient, beta1)));
    const direction = weightDecay > 0 ? plus(sign, parameters, weightDecay) : sign;
    return { parameters: stepped(parameters, direction, rate), slots: { mean: meanOf(before, gradient, beta2) } };
  },
});
