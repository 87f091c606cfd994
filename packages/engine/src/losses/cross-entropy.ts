import * as tf from '@tensorflow/tfjs-core';
import { lossCode } from './loss.js';
import { sharesOf, softCrossEntropy } from './soft-cross-entropy.js';

/**
 * Mean of -log p of the class (nats). With smoothing each label keeps 1 - smoothing of itself and the rest is spread
 * over all classes, the right one too (Szegedy et al. 2016), as PyTorch's.
 */
export const crossEntropy = lossCode<{ readonly smoothing: number }>({
  name: 'crossEntropy',
  version: 1,
  of({ kernels, outputs, targets }, { smoothing }) {
    if (smoothing === 0 && !targets.shares) return kernels.crossEntropy(outputs, targets.labels);
    const [, classes] = outputs.shape;
    const shares = sharesOf(targets, classes);
    const smoothed =
      smoothing === 0 ? shares : tf.add<typeof shares>(tf.mul(shares, 1 - smoothing), smoothing / classes);
    return softCrossEntropy(outputs, smoothed);
  },
});
