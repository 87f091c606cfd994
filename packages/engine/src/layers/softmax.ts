import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Shares that add up to 1 along the last axis. Not `tf.softmax`: TensorFlow computes that in a graph by other code of
 * oneDNN than operation by operation, with other bits.
 */
export const softmax = <T extends Tensor>(logits: T): T => tf.exp(tf.logSoftmax(logits));
