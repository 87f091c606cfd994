import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import type { SgdOptions } from '../config/training.js';

/** What training changes: one vector of parameters and one of the same length for momentum. */
export type State = {
  readonly parameters: Tensor1D;
  readonly velocity: Tensor1D;
};

/** Scales a gradient down to a global L2 norm (Pascanu et al. 2013). */
export function clip(gradient: Tensor1D, norm: number | undefined): Tensor1D {
  if (norm === undefined) return gradient;
  return tf.tidy(() => {
    const factor = tf.minimum(1, tf.div(norm, tf.sqrt(tf.sum(tf.square(gradient))))) as Scalar;
    return tf.mul(gradient, factor);
  });
}

/** `a + factor * b`. What lies between takes as much memory as the network, so it goes at once. */
const plus = (a: Tensor1D, b: Tensor1D, factor: number): Tensor1D => tf.tidy(() => tf.add(a, tf.mul(b, factor)));

/**
 * One step of SGD with momentum, on all parameters at once: clipping, then weight decay, then momentum, as PyTorch's
 * clip_grad_norm_ and SGD do. v = momentum v + g; step = rate (nesterov ? g + momentum v : v).
 */
export function descend(state: State, raw: Tensor1D, rate: Scalar | number, how: SgdOptions): State {
  const clipped = clip(raw, how.clipNorm);
  const gradient = how.weightDecay > 0 ? plus(clipped, state.parameters, how.weightDecay) : clipped;
  const velocity = plus(gradient, state.velocity, how.momentum);
  const direction = how.nesterov ? plus(gradient, velocity, how.momentum) : velocity;
  return { parameters: tf.tidy(() => tf.sub(state.parameters, tf.mul(direction, rate))), velocity };
}
