import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { portableKernels } from './portable.js';

/* Gradients composed of operations that a backend has and computes fast, where its own are missing, slow or wrong. */

/** What tf.conv2d takes: rows and columns before and after, none of images or channels. */
type Padding = [[number, number], [number, number], [number, number], [number, number]];
const around = (rows: [number, number], columns: [number, number]): Padding => [[0, 0], rows, columns, [0, 0]];

/** SAME padding of one axis, as TensorFlow places it: the odd pixel goes to the end. */
function samePadding(extent: number, kernel: number, stride: number): [number, number] {
  const total = Math.max((Math.ceil(extent / stride) - 1) * stride + kernel - extent, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/**
 * A convolution with its padding written out. tfjs-backend-wasm's own SAME goes wrong where the stride is larger than the
 * kernel, so that pixels lie between the windows.
 */
export function convolve(x: Tensor4D, filter: Tensor4D, stride: number): Tensor4D {
  const [kernelHeight, kernelWidth] = filter.shape;
  if (stride <= Math.min(kernelHeight, kernelWidth)) return portableKernels.convolve(x, filter, stride);
  const [, height, width] = x.shape;
  const padding = around(samePadding(height, kernelHeight, stride), samePadding(width, kernelWidth, stride));
  return tf.conv2d(x, filter, stride, padding);
}

/**
 * TensorFlow.js has no `Conv2DBackpropFilter` for WebAssembly (tfjs #8474). It is a convolution: images and channels
 * change places, and the output's gradient, dilated by the stride, is the filter.
 */
export function convolveFilterGradient(dy: Tensor4D, x: Tensor4D, filter: readonly number[], stride: number): Tensor4D {
  return tf.tidy(() => {
    const [kernelHeight, kernelWidth] = filter as [number, number];
    const [, height, width] = x.shape;
    const padding = around(samePadding(height, kernelHeight, stride), samePadding(width, kernelWidth, stride));
    const images = tf.transpose(x, [3, 1, 2, 0]) as Tensor4D;
    const gradients = tf.transpose(dy, [1, 2, 0, 3]) as Tensor4D;
    const all = tf.conv2d(images, gradients, 1, padding, 'NHWC', stride);
    const [channels, rows, columns, filters] = all.shape;
    const fits = rows === kernelHeight && columns === kernelWidth;
    const wanted = fits ? all : tf.slice4d(all, [0, 0, 0, 0], [channels, kernelHeight, kernelWidth, filters]);
    return tf.transpose(wanted, [1, 2, 0, 3]) as Tensor4D;
  });
}

/** The filter turned by 180 degrees. tfjs-backend-wasm's own `Reverse` takes half as long as the convolution. */
function turned(filter: Tensor4D): Tensor4D {
  const [height, width, channels, filters] = filter.shape;
  const places = tf.reshape(filter, [height * width, channels * filters]);
  return tf.reshape(tf.concat(tf.split(places, height * width).reverse()), filter.shape);
}

/**
 * At stride 1 the gradient of a convolution is one with the turned filter, its channels exchanged;
 * tfjs-backend-wasm's own `Conv2DBackpropInput` is a plain loop.
 */
export function convolveInputGradient(dy: Tensor4D, filter: Tensor4D, x: readonly number[], stride: number): Tensor4D {
  if (stride !== 1) return portableKernels.convolveInputGradient(dy, filter, x, stride);
  return tf.tidy(() => {
    const [, height, width] = x as [number, number, number];
    const [kernelHeight, kernelWidth] = filter.shape;
    const opposite = (extent: number, kernel: number): [number, number] => {
      const [before, after] = samePadding(extent, kernel, 1);
      return [kernel - 1 - before, kernel - 1 - after];
    };
    const padding = around(opposite(height, kernelHeight), opposite(width, kernelWidth));
    return tf.conv2d(dy, tf.transpose(turned(filter), [0, 1, 3, 2]) as Tensor4D, 1, padding);
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

/** 1 where two tensors are equal and 0 where `a` is larger; it is never smaller. Their difference is 0 only where they are. */
const isEqual = (a: Tensor4D, b: Tensor4D) => tf.sub(1, tf.step(tf.sub(a, b))) as Tensor4D;

/**
 * tfjs-backend-wasm's own `MaxPoolGrad` goes wrong where rows or columns fill no window. Of equal maxima the one with the
 * largest rank is taken; ranks are whole numbers, so that comparing them is exact.
 */
export function maxPoolGradient(dy: Tensor4D, x: Tensor4D, y: Tensor4D, window: number): Tensor4D {
  return tf.tidy(() => {
    const ranked = tf.mul(isEqual(unpool(y, x, window), x), ranks(x.shape, window)) as Tensor4D;
    const largest = unpool(tf.maxPool(ranked, window, window, 'valid'), x, window);
    return tf.mul(isEqual(largest, ranked), unpool(dy, x, window)) as Tensor4D;
  });
}

/**
 * tfjs-backend-wasm multiplies transposed matrices in plain loops, and others with SIMD: what is to be transposed is,
 * first.
 */
export function multiply(a: Tensor2D, b: Tensor2D, transposeA: boolean, transposeB: boolean): Tensor2D {
  return tf.tidy(() => tf.matMul(transposeA ? tf.transpose(a) : a, transposeB ? tf.transpose(b) : b));
}

export function multiplyEach(a: Tensor3D, b: Tensor3D, transposeA: boolean, transposeB: boolean): Tensor3D {
  const turn = (x: Tensor3D, isTurned: boolean) => (isTurned ? (tf.transpose(x, [0, 2, 1]) as Tensor3D) : x);
  return tf.tidy(() => tf.matMul(turn(a, transposeA), turn(b, transposeB)));
}
