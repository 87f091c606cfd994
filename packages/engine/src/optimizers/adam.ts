import { exactPower } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { optimizerCode, type Update, type Updated } from './optimizer.js';
import { decayed, mean, meanSquare, shrunk, stepped } from './vectors.js';

interface AdamOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** Both means start at 0: what they lack after so many steps. */
const numbers = ({ beta1, beta2 }: AdamOptions, step: number) => ({
  mean: 1 / (1 - exactPower(beta1, step)),
  root: 1 / Math.sqrt(1 - exactPower(beta2, step)),
});

/** step = rate m' / (√v' + epsilon), with the mean m' and the mean square v' as they would be if none had started at 0. */
function moved(
  { parameters, gradient, slots, rate, numbers: corrections }: Update,
  { beta1, beta2, epsilon }: AdamOptions,
): Updated {
  const own = {
    mean: mean(slots['mean'] as Tensor1D, gradient, beta1),
    meanSquare: meanSquare(slots['meanSquare'] as Tensor1D, gradient, beta2),
  };
  const next = tf.tidy(() => {
    const root = tf.mul(tf.sqrt(own.meanSquare), corrections['root'] as Scalar);
    const direction = tf.div<Tensor1D>(own.mean, tf.add(root, epsilon));
    return stepped(parameters, direction, tf.mul(rate, corrections['mean'] as Scalar));
  });
  return { parameters: next, slots: own };
}

const shared = { version: 1, slots: () => ['mean', 'meanSquare'], numbers } as const;

/** Adaptive moments (Kingma and Ba 2015), as PyTorch's Adam: weight decay is in the gradient. */
export const adam = optimizerCode<AdamOptions>({
  name: 'adam',
  ...shared,
  update: (given, options) =>
    moved({ ...given, gradient: decayed(given.gradient, given.parameters, options.weightDecay) }, options),
});

/** Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019), as PyTorch's AdamW. */
export const adamW = optimizerCode<AdamOptions>({
  name: 'adamW',
  ...shared,
  update: (given, options) =>
    moved({ ...given, parameters: shrunk(given.parameters, given.rate, options.weightDecay) }, options),
});
