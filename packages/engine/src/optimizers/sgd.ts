import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { optimizerCode } from './optimizer.js';

interface SgdOptions {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
}

/** `a + factor * b`. What lies between takes as much memory as the network, so it goes at once. */
export const plus = (a: Tensor1D, b: Tensor1D, factor: number): Tensor1D => tf.tidy(() => tf.add(a, tf.mul(b, factor)));

/**
 * Stochastic gradient descent with momentum, as PyTorch's SGD: weight decay, then v = momentum v + g and
 * step = rate (nesterov ? g + momentum v : v).
 */
export const sgd = optimizerCode<SgdOptions>({
  name: 'sgd',
  version: 1,
  slots: () => ['velocity'],
  update({ parameters, gradient, slots, rate }, { momentum, nesterov, weightDecay }) {
    const decayed = weightDecay > 0 ? plus(gradient, parameters, weightDecay) : gradient;
    const velocity = plus(decayed, slots['velocity'] as Tensor1D, momentum);
    const direction = nesterov ? plus(decayed, velocity, momentum) : velocity;
    return { parameters: tf.tidy(() => tf.sub(parameters, tf.mul(direction, rate))), slots: { velocity } };
  },
});
