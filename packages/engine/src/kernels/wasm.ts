import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import {
  convolveFilterGradient,
  convolveInputGradient,
  maxPoolGradient,
  type Padding,
  samePadding,
} from './composed.js';
import type { Kernels } from './kernels.js';
import { portableKernels } from './portable.js';

/**
 * tfjs-backend-wasm's SAME convolution goes wrong where the stride is larger than the kernel, so that pixels lie between
 * the windows; with the padding written out it does not.
 */
function convolve(x: Tensor4D, filter: Tensor4D, stride: number): Tensor4D {
  const [kernelHeight, kernelWidth] = filter.shape;
  if (stride <= Math.min(kernelHeight, kernelWidth)) return portableKernels.convolve(x, filter, stride);
  return tf.tidy(() => {
    const padding: Padding = [
      [0, 0],
      samePadding(x.shape[1], kernelHeight, stride),
      samePadding(x.shape[2], kernelWidth, stride),
      [0, 0],
    ];
    return tf.conv2d(tf.pad4d(x, padding), filter, stride, 'valid');
  });
}

/** Kernels for WebAssembly: what its backend lacks or does slowly, composed of its fast convolution. */
export const wasmKernels: Kernels = {
  ...portableKernels,
  convolve,
  convolveFilterGradient,
  convolveInputGradient,
  maxPoolGradient,
};
