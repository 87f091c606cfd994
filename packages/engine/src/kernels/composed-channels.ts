import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { around, edges, edgesOf, turned } from './composed.js';
import type { Padding } from './kernels.js';

/*
 * Convolutions of each channel by itself and their gradients, composed of the forward one at stride 1 or of sums over the
 * places of the kernel: no backend but tensorflow and cpu has the gradients.
 */

type Place = readonly [row: number, column: number];

/** The pixels of `x` at a place of the kernel, in each of the windows of an output of shape `y`. */
export function taken(x: Tensor4D, [row, column]: Place, stride: number, y: readonly number[]): Tensor4D {
  const [, rows, columns] = y as [number, number, number];
  const size = [x.shape[0], (rows - 1) * stride + 1, (columns - 1) * stride + 1, x.shape[3]] as [number, number, number, number]; // prettier-ignore
  const all = tf.slice4d(x, [0, row, column, 0], size);
  return stride === 1 ? all : (tf.stridedSlice(all, [0, 0, 0, 0], size, [1, stride, stride, 1]) as Tensor4D);
}

/** `stride` - 1 zeros between rows and between columns. */
function dilated(y: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return y;
  const [batch, rows, columns, channels] = y.shape;
  const wide = tf.pad2d(tf.reshape(y, [batch * rows * columns, channels]), [[0, 0], [0, (stride - 1) * channels]]); // prettier-ignore
  const row = columns * stride * channels;
  const tall = tf.pad2d(tf.reshape(wide, [batch * rows, row]), [[0, 0], [0, (stride - 1) * row]]); // prettier-ignore
  const all = tf.reshape(tall, [batch, rows * stride, columns * stride, channels]) as Tensor4D;
  return tf.slice4d(all, [0, 0, 0, 0], [batch, (rows - 1) * stride + 1, (columns - 1) * stride + 1, channels]);
}

/** The opposite of `taken`: zeros elsewhere. @param x shape that comes back. */
export function placed(y: Tensor4D, [row, column]: Place, stride: number, x: readonly number[]): Tensor4D {
  const [, height, width] = x as [number, number, number];
  const spread = dilated(y, stride);
  const [, rows, columns] = spread.shape;
  return tf.pad4d(spread, around([row, height - row - rows], [column, width - column - columns]));
}

/** Zeros at the edges, written out. */
function padded(x: Tensor4D, kernel: readonly number[], stride: number, padding: Padding): Tensor4D {
  const zeros = edgesOf(x.shape, kernel, stride, padding);
  return zeros.flat().some((each) => each > 0) ? tf.pad4d(x, zeros) : x;
}

export const convolveChannels = (x: Tensor4D, filter: Tensor4D, stride: number, padding: Padding = 'same'): Tensor4D =>
  tf.tidy(() => tf.depthwiseConv2d(padded(x, filter.shape, stride, padding), filter, stride, 'valid'));

/** As of a convolution: one of the dilated gradient with the turned filter, then the sum of a channel's outputs. */
export function convolveChannelsInputGradient(
  dy: Tensor4D,
  filter: Tensor4D,
  x: readonly number[],
  stride: number,
  padding: Padding = 'same',
): Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width, channels] = x as [number, number, number, number];
    const [kernelHeight, kernelWidth, , multiplier] = filter.shape;
    const spread = dilated(dy, stride);
    const zeros = (extent: number, kernel: number, got: number): [number, number] => {
      const before = kernel - 1 - edges(extent, kernel, stride, padding)[0];
      return [before, extent + kernel - 1 - before - got];
    };
    const [rows, columns] = [zeros(height, kernelHeight, spread.shape[1]), zeros(width, kernelWidth, spread.shape[2])];
    const own = tf.reshape(turned(filter), [kernelHeight, kernelWidth, channels * multiplier, 1]) as Tensor4D;
    const each = tf.depthwiseConv2d(within(spread, rows, columns), own, 1, 'valid');
    if (multiplier === 1) return each;
    return tf.reshape(tf.sum(tf.reshape(each, [-1, multiplier]), 1), [batch, height, width, channels]) as Tensor4D;
  });
}

/** Adds zeros before and after rows and columns, or takes as many away as a number is below 0. */
function within(x: Tensor4D, rows: [number, number], columns: [number, number]): Tensor4D {
  const more = ([before, after]: [number, number]): [number, number] => [Math.max(before, 0), Math.max(after, 0)];
  const less = ([before, after]: [number, number]): [number, number] => [Math.max(-before, 0), Math.max(-after, 0)];
  const all = tf.pad4d(x, around(more(rows), more(columns)));
  const [top, bottom] = less(rows);
  const [left, right] = less(columns);
  const [batch, height, width, channels] = all.shape;
  if (top + bottom + left + right === 0) return all;
  return tf.slice4d(all, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels]);
}

/** For each place of the kernel, the sum of its products with the gradient. */
export function convolveChannelsFilterGradient(
  dy: Tensor4D,
  x: Tensor4D,
  filter: readonly number[],
  stride: number,
  padding: Padding = 'same',
): Tensor4D {
  return tf.tidy(() => {
    const [kernelHeight, kernelWidth, channels, multiplier] = filter as [number, number, number, number];
    const image = padded(x, filter, stride, padding);
    const gradient = tf.reshape(dy, [-1, channels, multiplier]);
    const places = Array.from({ length: kernelHeight * kernelWidth }, (_, place): Tensor => {
      const at = [Math.floor(place / kernelWidth), place % kernelWidth] as const;
      const pixels = tf.reshape(taken(image, at, stride, dy.shape), [-1, channels, 1]);
      return tf.sum(tf.mul(pixels, gradient), 0);
    });
    return tf.reshape(tf.stack(places), filter as Tensor4D['shape']);
  });
}
