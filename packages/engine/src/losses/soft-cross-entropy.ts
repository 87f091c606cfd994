import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Loss } from '../kernels/kernels.js';
import type { Targets } from './loss.js';

/**
 * Mean cross-entropy, in nats, of softmax(outputs) towards shares of the classes, and its gradient.
 * @param shares [batch, classes], each row with the sum 1.
 */
export function softCrossEntropy(outputs: Tensor2D, shares: Tensor2D): Loss {
  const [batch] = outputs.shape;
  const logProbabilities = tf.logSoftmax(outputs);
  return {
    mean: tf.div(tf.neg(tf.sum(tf.mul(shares, logProbabilities))), batch),
    gradient: tf.div<Tensor2D>(tf.sub(tf.exp(logProbabilities), shares), batch),
  };
}

/** Shares of the classes: those of a method, else 1 for the label. @returns [batch, classes] */
export const sharesOf = ({ labels, shares }: Targets, classes: number): Tensor2D =>
  shares ?? (tf.cast(tf.oneHot(labels as Tensor1D, classes), 'float32') as Tensor2D);
