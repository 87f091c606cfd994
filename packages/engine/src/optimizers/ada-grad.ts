import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { optimizerCode } from './optimizer.js';
import { decayed, divided, stepped } from './vectors.js';

interface AdaGradOptions {
  readonly epsilon: number;
  readonly weightDecay: number;
}

/**
 * Gradients divided by the root of the sum of their squares (Duchi et al. 2011), as PyTorch's Adagrad without a decay of
 * the rate: s = s + g², step = rate g / (√s + epsilon).
 */
export const adaGrad = optimizerCode<AdaGradOptions>({
  name: 'adaGrad',
  version: 1,
  slots: () => ['sumOfSquares'],
  update({ parameters, gradient, slots, rate }, { epsilon, weightDecay }) {
    const whole = decayed(gradient, parameters, weightDecay);
    const sumOfSquares = tf.tidy(() => tf.add<Tensor1D>(slots['sumOfSquares'] as Tensor1D, tf.square(whole)));
    return { parameters: stepped(parameters, divided(whole, sumOfSquares, epsilon), rate), slots: { sumOfSquares } };
  },
});
