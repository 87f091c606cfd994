import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { portableKernels } from './portable.js';

/* Gradients composed of operations that a backend has and computes fast, where its own are missing, slow or wrong. */

export type Padding = [[number, number], [number, number], [number, number], [number, number]];

/** SAME padding of one axis, as TensorFlow places it: the odd pixel goes to the end. */
export function samePadding(extent: number, kernel: number, stride: number): [number, number] {
  const total = Math.max((Math.ceil(extent / stride) - 1) * stride + kernel - extent, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/**
 * TensorFlow.js has no `Conv2DBackpropFilter` for WebAssembly (tfjs #8474). It is a convolution: images and channels
 * change places, and the output's gradient, dilated by the stride, is the filter.
 */
export function convolveFilterGradient(dy: Tensor4D, x: Tensor4D, filter: readonly number[], stride: number): Tensor4D {
  return tf.tidy(() => {
    const [kernelHeight, kernelWidth] = filter as [number, number];
    const padding: Padding = [
      [0, 0],
      samePadding(x.shape[1], kernelHeight, stride),
      samePadding(x.shape[2], kernelWidth, stride),
      [0, 0],
    ];
    const images = tf.transpose(tf.pad4d(x, padding), [3, 1, 2, 0]) as Tensor4D;
    const gradients = tf.transpose(dy, [1, 2, 0, 3]) as Tensor4D;
    const all = tf.conv2d(images, gradients, 1, 'valid', 'NHWC', stride);
    const [channels, , , filters] = all.shape;
    const wanted = tf.slice4d(all, [0, 0, 0, 0], [channels, kernelHeight, kernelWidth, filters]);
    return tf.transpose(wanted, [1, 2, 0, 3]) as Tensor4D;
  });
}

/**
 * tfjs-backend-wasm's own `Conv2DBackpropInput` is a plain loop. At stride 1 it is a convolution with the filter turned
 * by 180 degrees and its channels exchanged.
 */
export function convolveInputGradient(dy: Tensor4D, filter: Tensor4D, x: readonly number[], stride: number): Tensor4D {
  if (stride !== 1) return portableKernels.convolveInputGradient(dy, filter, x, stride);
  return tf.tidy(() => {
    const [, height, width] = x as [number, number, number];
    const [kernelHeight, kernelWidth] = filter.shape;
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
    const opposite = (extent: number, kernel: number): [number, number] => {
      const [before, after] = samePadding(extent, kernel, 1);
      return [kernel - 1 - before, kernel - 1 - after];
    };
    const padding: Padding = [[0, 0], opposite(height, kernelHeight), opposite(width, kernelWidth), [0, 0]];
    return tf.conv2d(tf.pad4d(dy, padding), turned, 1, 'valid');
  });
}

/** Repeats each pixel in a `window` x `window` block, back to the size that was pooled. */
function unpool(y: Tensor4D, x: Tensor4D, window: number): Tensor4D {
  const [, height, width] = y.shape;
  const spread = tf.image.resizeNearestNeighbor(y, [height * window, width * window]);
  const bottom = x.shape[1] - height * window;
  const right = x.shape[2] - width * window;
  if (bottom === 0 && right === 0) return spread;
  return tf.pad4d(spread, [[0, 0], [0, bottom], [0, right], [0, 0]]); // prettier-ignore
}

/** A rank for each pixel of every window, [1, height, width, 1]: the earlier in reading order, the larger. */
function ranks([, height, width]: Tensor4D['shape'], window: number): Tensor4D {
  const all = new Float32Array(height * width);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) all[at++] = window * window - (y % window) * window - (x % window);
  return tf.tensor4d(all, [1, height, width, 1]);
}

/**
 * tfjs-backend-wasm's own `MaxPoolGrad` goes wrong where rows or columns fill no window. Of equal maxima the one with the
 * largest rank is taken; ranks are whole numbers, so that comparing them is exact.
 */
export function maxPoolGradient(dy: Tensor4D, x: Tensor4D, y: Tensor4D, window: number): Tensor4D {
  return tf.tidy(() => {
    const isMaximum = tf.cast(tf.equal(x, unpool(y, x, window)), 'float32');
    const ranked = tf.mul(isMaximum, ranks(x.shape, window)) as Tensor4D;
    const first = tf.equal(ranked, unpool(tf.maxPool(ranked, window, window, 'valid'), x, window));
    return tf.mul(tf.cast(first, 'float32'), unpool(dy, x, window)) as Tensor4D;
  });
}
