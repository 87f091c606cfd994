import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { convolveFilterGradient, convolveInputGradient, maxPoolGradient } from './composed.js';
import type { Kernels } from './kernels.js';
import { portableKernels } from './portable.js';

/** Values of tfjs-backend-webgpu's flag; its matrix products are written for different shapes. */
const anyProduct = -1;
const smallOutput = 2;

/** From so many summands on, tfjs-backend-webgpu would split the sum over threads that add with atomics. */
const longSum = 2000;

/**
 * A matrix product. Atomic additions come in whatever order, so that long sums would have other bits each time: these
 * take the program for small outputs, which adds in order.
 */
function multiply(a: Tensor2D, b: Tensor2D, transposeA: boolean, transposeB: boolean): Tensor2D {
  const summands = a.shape[transposeA ? 0 : 1];
  const [rows, columns] = [a.shape[transposeA ? 1 : 0], b.shape[transposeB ? 0 : 1]];
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', summands >= longSum && rows * columns > 128 ? smallOutput : anyProduct);
  return portableKernels.multiply(a, b, transposeA, transposeB);
}

/**
 * Kernels for graphics devices. Sums come in the same order each time; of equal maxima the first has the gradient, where
 * tfjs-backend-webgpu's own `MaxPoolGrad` gives it to the last; and the gradients of convolutions are convolutions, since
 * its own are plain loops (on an H100 the AlexNet-like network takes 48 ms a step instead of 179).
 */
export const webgpuKernels: Kernels = {
  ...portableKernels,
  convolveFilterGradient,
  convolveInputGradient,
  maxPoolGradient,
  multiply,
};
