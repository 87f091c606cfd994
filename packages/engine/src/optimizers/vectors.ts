import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';

/* What optimizers are made of. What lies between takes as much memory as the network, so it goes at once. */

/** `a + factor * b`. */
export const plus = (a: Tensor1D, b: Tensor1D, factor: number): Tensor1D => tf.tidy(() => tf.add(a, tf.mul(b, factor)));

/** The gradient with that of a penalty of strength / 2 on squared parameters. */
export const decayed = (gradient: Tensor1D, parameters: Tensor1D, strength: number): Tensor1D =>
  strength > 0 ? plus(gradient, parameters, strength) : gradient;

/** Parameters that have lost `rate * strength` of themselves: weight decay that is in no gradient. */
export const shrunk = (parameters: Tensor1D, rate: Scalar, strength: number): Tensor1D =>
  strength > 0 ? tf.tidy(() => tf.mul(parameters, tf.sub(1, tf.mul(rate, strength)))) : parameters;

/** A running mean that keeps `decay` of itself. */
export const mean = (before: Tensor1D, value: Tensor1D, decay: number): Tensor1D =>
  tf.tidy(() => tf.add(before, tf.mul(tf.sub(value, before), 1 - decay)));

/** The same of squares. */
export const meanSquare = (before: Tensor1D, value: Tensor1D, decay: number): Tensor1D =>
  tf.tidy(() => tf.add(tf.mul(before, decay), tf.mul(tf.square(value), 1 - decay)));

/** `value / (root of square + epsilon)`. */
export const divided = (value: Tensor1D, square: Tensor1D, epsilon: number): Tensor1D =>
  tf.tidy(() => tf.div(value, tf.add(tf.sqrt(square), epsilon)));

/** `parameters - rate * direction`. */
export const stepped = (parameters: Tensor1D, direction: Tensor1D, rate: Scalar): Tensor1D =>
  tf.tidy(() => tf.sub(parameters, tf.mul(direction, rate)));
