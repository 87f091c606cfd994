import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';

/** Scales a gradient down to a global L2 norm (Pascanu et al. 2013). */
export function clip(gradient: Tensor1D, norm: number | undefined): Tensor1D {
  if (norm === undefined) return gradient;
  return tf.tidy(() => {
    // Recorded results hold the bits of this product, and not those of a quotient by the root.
    const factor = tf.minimum(1, tf.mul(norm, tf.rsqrt(tf.sum(tf.square(gradient))))) as Scalar;
    return tf.mul(gradient, factor);
  });
}
