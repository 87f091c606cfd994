import { exitCodes, SeedbedError } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import type { Backend } from './backend.js';

/** Each kernel once, on a few numbers. */
function attempts(kernels: Kernels): Record<Exclude<keyof Kernels, 'compile'>, () => Tensor> {
  const image = tf.ones([2, 4, 4, 1]) as Tensor4D;
  const filter = tf.ones([3, 3, 1, 2]) as Tensor4D;
  const wide = tf.ones([2, 4, 4, 2]) as Tensor4D;
  const pooled = tf.ones([2, 2, 2, 1]) as Tensor4D;
  const matrix = tf.ones([2, 2]) as Tensor2D;
  const bias = tf.ones([2]) as Tensor1D;
  return {
    convolve: () => kernels.convolve(image, filter, 1),
    convolveInputGradient: () => kernels.convolveInputGradient(wide, filter, image.shape, 1),
    convolveFilterGradient: () => kernels.convolveFilterGradient(wide, image, filter.shape, 1),
    maxPool: () => kernels.maxPool(image, 2),
    maxPoolGradient: () => kernels.maxPoolGradient(pooled, image, pooled, 2),
    addBias: () => kernels.addBias(matrix, bias),
    biasGradient: () => kernels.biasGradient(matrix),
    relu: () => kernels.relu(matrix),
    reluGradient: () => kernels.reluGradient(matrix, matrix),
    multiply: () => kernels.multiply(matrix, matrix, false, true),
    crossEntropy: () => kernels.crossEntropy(matrix, tf.tensor1d([0, 1], 'int32')).mean as Tensor,
  };
}

/**
 * Computes every kernel that training is made of once, before anything trains: what a backend lacks, or cannot do on
 * this machine, is found in the first second and not in the first hour.
 * @throws SeedbedError SB_BACKEND_KERNEL (exit 4), which names the kernel.
 */
export async function probeKernels({ kernels, identity }: Backend): Promise<void> {
  tf.engine().startScope();
  try {
    for (const [name, attempt] of Object.entries(attempts(kernels))) {
      try {
        const values = await attempt().data();
        if (!Array.from(values).every(Number.isFinite)) throw new Error(`it gives ${Array.from(values).join(', ')}`);
      } catch (cause) {
        const message = `the backend "${identity.name}" cannot compute ${name}: ${(cause as Error).message}`;
        throw new SeedbedError('SB_BACKEND_KERNEL', message, { exitCode: exitCodes.environmentLacks, cause });
      }
    }
  } finally {
    tf.engine().endScope();
  }
}
