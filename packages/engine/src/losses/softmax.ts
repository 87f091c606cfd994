import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Probabilities of the classes, [batch, classes]. Not tf.softmax: in a graph oneDNN computes it, with other bits than
 * operation by operation.
 */
export const softmax = (logits: Tensor2D): Tensor2D => tf.exp(tf.logSoftmax(logits));
