import * as tf from '@tensorflow/tfjs-core';
import type { Hold } from '../data/held.js';
import * as composed from './composed.js';
import { convolveChannels, convolveChannelsFilterGradient, convolveChannelsInputGradient } from './composed-channels.js'; // prettier-ignore
import { averagePoolGradient, maxPoolGradient } from './composed-pooling.js';
import type { Kernels } from './kernels.js';
import { portableHold } from './portable-hold.js';
import { portableKernels } from './portable.js';

/** Values of tfjs-backend-webgpu's flag; its matrix products are written for different shapes. */
const anyProduct = -1;
const smallOutput = 2;

/** From so many summands on, tfjs-backend-webgpu would split the sums of a single product over threads. */
const longSum = 2000;

/**
 * Computes what tfjs-backend-webgpu makes matrix products of. Where it would split their sums, threads would add with
 * atomics, in whatever order: such products take the program for small outputs, which adds in order.
 * @param batch how many products.
 * @param summands of each element.
 */
function inOrder<T>(batch: number, summands: number, compute: () => T): T {
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', batch === 1 && summands >= longSum ? smallOutput : anyProduct);
  return compute();
}

/** No buffer may be larger than the device's limit. */
const webgpuHold: Hold = {
  ...portableHold,
  get most() {
    const { device } = tf.backend() as unknown as { readonly device: { readonly limits: Readonly<Record<string, number>> } }; // prettier-ignore
    return Math.min(...['maxBufferSize', 'maxStorageBufferBindingSize'].map((limit) => device.limits[limit] as number));
  },
};

/**
 * Kernels for graphics devices. Sums come in the same order each time; of equal maxima the first has the gradient, where
 * tfjs-backend-webgpu's own `MaxPoolGrad` gives it to the last; and the gradients of convolutions are convolutions, since
 * its own are plain loops (on an H100 the AlexNet-like network takes 48 ms a step instead of 179).
 */
export const webgpuKernels: Kernels = {
  ...portableKernels,
  hold: webgpuHold,
  convolveChannels,
  convolveChannelsFilterGradient,
  convolveChannelsInputGradient,
  maxPoolGradient,
  averagePoolGradient,
  convolve: (x, filter, stride, padding) => {
    const [height, width, channels] = filter.shape;
    return inOrder(x.shape[0], height * width * channels, () => portableKernels.convolve(x, filter, stride, padding));
  },
  convolveFilterGradient: (dy, x, filter, stride, padding) => {
    const [images, height, width] = dy.shape;
    const compute = () => composed.convolveFilterGradient(dy, x, filter, stride, padding);
    return inOrder(x.shape[3], images * height * width, compute);
  },
  convolveInputGradient: (dy, filter, x, stride, padding) => {
    const [height, width, , filters] = filter.shape;
    const compute = () => composed.convolveInputGradient(dy, filter, x, stride, padding);
    return inOrder(dy.shape[0], height * width * filters, compute);
  },
  multiply: (a, b, transposeA, transposeB) =>
    inOrder(1, a.shape[transposeA ? 0 : 1], () => portableKernels.multiply(a, b, transposeA, transposeB)),
  multiplyEach: (a, b, transposeA, transposeB) =>
    inOrder(a.shape[0], a.shape[transposeA ? 1 : 2], () => portableKernels.multiplyEach(a, b, transposeA, transposeB)),
};
