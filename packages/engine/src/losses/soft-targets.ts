import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { softmax } from '../layers/softmax.js';
import { lossCode } from './loss.js';
import { sharesOf, softCrossEntropy } from './soft-cross-entropy.js';

interface SoftTargetsOptions {
  readonly temperature: number;
  readonly hard: number;
}

/**
 * (1 - hard) T² times the cross-entropy of softmax(student / T) towards softmax(teacher / T), and hard times that with
 * the labels (Hinton et al. 2015). T² keeps the size of the gradient whatever T is.
 */
export const softTargets = lossCode<SoftTargetsOptions>({
  name: 'softTargets',
  version: 1,
  of({ outputs, targets }, { temperature, hard }) {
    const teacher = softmax(tf.div<Tensor2D>(targets.teacher as Tensor2D, temperature));
    const soft = softCrossEntropy(tf.div<Tensor2D>(outputs, temperature), teacher);
    // The gradient has 1 / T from the division.
    const mean = tf.mul(soft.mean, (1 - hard) * temperature * temperature);
    const gradient = tf.mul<Tensor2D>(soft.gradient, (1 - hard) * temperature);
    if (hard === 0) return { mean, gradient };
    const labels = softCrossEntropy(outputs, sharesOf(targets, outputs.shape[1]));
    return {
      mean: tf.add(mean, tf.mul(labels.mean, hard)),
      gradient: tf.add<Tensor2D>(gradient, tf.mul(labels.gradient, hard)),
    };
  },
});
