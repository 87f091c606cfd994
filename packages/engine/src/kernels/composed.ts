import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Padding } from './kernels.js';
import { portableKernels } from './portable.js';

/* Gradients composed of operations that a backend has and computes fast, where its own are missing, slow or wrong. */

/** What tf.conv2d takes: rows and columns before and after, none of images or channels. */
type Edges = [[number, number], [number, number], [number, number], [number, number]];
export const around = (rows: [number, number], columns: [number, number]): Edges => [[0, 0], rows, columns, [0, 0]];

/** Zeros at the edges of one axis, as TensorFlow places them. */
export function edges(extent: number, kernel: number, stride: number, padding: Padding): [number, number] {
  if (padding === 'valid') return [0, 0];
  const total = Math.max((Math.ceil(extent / stride) - 1) * stride + kernel - extent, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Zeros around images for a kernel. @param x [batch, rows, columns, …] @param kernel [rows, columns, …] */
export const edgesOf = (x: readonly number[], kernel: readonly number[], stride: number, padding: Padding): Edges => {
  const [, rows, columns] = x as [number, number, number];
  const [kernelRows, kernelColumns] = kernel as [number, number];
  return around(edges(rows, kernelRows, stride, padding), edges(columns, kernelColumns, stride, padding));
};

/**
 * A convolution with its padding written out. tfjs-backend-wasm's own SAME goes wrong where the stride is larger than the
 * kernel, so that pixels lie between the windows.
 */
export function convolve(x: Tensor4D, filter: Tensor4D, stride: number, padding: Padding = 'same'): Tensor4D {
  const [kernelHeight, kernelWidth] = filter.shape;
  if (stride <= Math.min(kernelHeight, kernelWidth)) return portableKernels.convolve(x, filter, stride, padding);
  return tf.conv2d(x, filter, stride, edgesOf(x.shape, filter.shape, stride, padding));
}

/**
 * TensorFlow.js has no `Conv2DBackpropFilter` for WebAssembly (tfjs #8474). It is a convolution: images and channels
 * change places, and the output's gradient, dilated by the stride, is the filter.
 */
export function convolveFilterGradient(
  dy: Tensor4D,
  x: Tensor4D,
  filter: readonly number[],
  stride: number,
  padding: Padding = 'same',
): Tensor4D {
  return tf.tidy(() => {
    const [kernelHeight, kernelWidth] = filter as [number, number];
    const zeros = edgesOf(x.shape, filter, stride, padding);
    const images = tf.transpose(x, [3, 1, 2, 0]) as Tensor4D;
    const gradients = tf.transpose(dy, [1, 2, 0, 3]) as Tensor4D;
    const all = tf.conv2d(images, gradients, 1, zeros, 'NHWC', stride);
    const [channels, rows, columns, filters] = all.shape;
    const fits = rows === kernelHeight && columns === kernelWidth;
    const wanted = fits ? all : tf.slice4d(all, [0, 0, 0, 0], [channels, kernelHeight, kernelWidth, filters]);
    return tf.transpose(wanted, [1, 2, 0, 3]) as Tensor4D;
  });
}

/** The filter turned by 180 degrees. tfjs-backend-wasm's own `Reverse` takes half as long as the convolution. */
export function turned(filter: Tensor4D): Tensor4D {
  const [height, width, channels, filters] = filter.shape;
  const places = tf.reshape(filter, [height * width, channels * filters]);
  return tf.reshape(tf.concat(tf.split(places, height * width).reverse()), filter.shape);
}

/**
 * At stride 1 the gradient of a convolution is one with the turned filter, its channels exchanged;
 * tfjs-backend-wasm's own `Conv2DBackpropInput` is a plain loop.
 */
export function convolveInputGradient(
  dy: Tensor4D,
  filter: Tensor4D,
  x: readonly number[],
  stride: number,
  padding: Padding = 'same',
): Tensor4D {
  if (stride !== 1) return portableKernels.convolveInputGradient(dy, filter, x, stride, padding);
  return tf.tidy(() => {
    const [, height, width] = x as [number, number, number];
    const [kernelHeight, kernelWidth] = filter.shape;
    const opposite = (extent: number, kernel: number): [number, number] => {
      const [before, after] = edges(extent, kernel, 1, padding);
      return [kernel - 1 - before, kernel - 1 - after];
    };
    const zeros = around(opposite(height, kernelHeight), opposite(width, kernelWidth));
    return tf.conv2d(dy, tf.transpose(turned(filter), [0, 1, 3, 2]) as Tensor4D, 1, zeros);
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
