import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The mean over what is normalized together, in a shape that broadcasts to the values. */
type Mean = (values: Tensor) => Tensor;

/**
 * 1 / √(variance + epsilon), of operations that round once on every processor. In a graph TensorFlow would make `rsqrt`
 * of a quotient by a root, which comes out otherwise on each.
 */
export const inverseDeviation = (variance: Tensor, epsilon: number): Tensor => tf.sqrt(tf.div(1, tf.add(variance, epsilon))); // prettier-ignore

/** Values with mean 0, and by what they come to variance 1. The variance is that of the values: a mean of squares. */
export function centered(x: Tensor, mean: Mean, epsilon: number) {
  const center = mean(x);
  const values = tf.sub(x, center);
  const variance = mean(tf.square(values));
  return { centered: values, inverse: inverseDeviation(variance, epsilon), center, variance };
}

/** Values with mean 0 and variance 1, and what made them so. */
export function standardized(x: Tensor, mean: Mean, epsilon: number) {
  const { centered: values, inverse } = centered(x, mean, epsilon);
  return { values: tf.mul(values, inverse), inverse };
}

/** Gradient of `standardized` with respect to `x`. @param values what it gave, and `inverse`. @param dy their gradient. */
export function standardizedGradient(values: Tensor, inverse: Tensor, mean: Mean, dy: Tensor): Tensor {
  const moved = tf.add(mean(dy), tf.mul(values, mean(tf.mul(dy, values))));
  return tf.mul(inverse, tf.sub(dy, moved));
}
