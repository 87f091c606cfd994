import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { convolveChannelsInputGradient, placed, taken } from './composed-channels.js';

/* Pooling and its gradients, composed of operations that a backend has and computes right. */

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
function apart(dy: Tensor4D, x: Tensor4D, y: Tensor4D, window: number): Tensor4D {
  return tf.tidy(() => {
    const ranked = tf.mul(isEqual(unpool(y, x, window), x), ranks(x.shape, window)) as Tensor4D;
    const largest = unpool(tf.maxPool(ranked, window, window, 'valid'), x, window);
    return tf.mul(isEqual(largest, ranked), unpool(dy, x, window)) as Tensor4D;
  });
}

/**
 * Windows that overlap, place by place in reading order: a window's gradient goes to the first place that has its
 * maximum.
 */
function overlapping(dy: Tensor4D, x: Tensor4D, y: Tensor4D, window: number, stride: number): Tensor4D {
  return tf.tidy(() => {
    let [open, all] = [tf.onesLike(y), tf.zerosLike(x)];
    for (let place = 0; place < window * window; place++) {
      const at = [Math.floor(place / window), place % window] as const;
      const hit = tf.mul(isEqual(y, taken(x, at, stride, y.shape)), open);
      open = tf.sub(open, hit);
      all = tf.add(all, placed(tf.mul(hit, dy) as Tensor4D, at, stride, x.shape));
    }
    return all;
  });
}

/** @see Kernels.maxPoolGradient */
export const maxPoolGradient = (dy: Tensor4D, x: Tensor4D, y: Tensor4D, window: number, stride = window): Tensor4D =>
  stride === window ? apart(dy, x, y, window) : overlapping(dy, x, y, window, stride);

/** A filter that takes the mean of each channel's window. */
const mean = (window: number, channels: number) => tf.fill([window, window, channels, 1], 1 / (window * window)) as Tensor4D; // prettier-ignore

export const averagePoolGradient = (dy: Tensor4D, x: readonly number[], window: number, stride = window): Tensor4D =>
  tf.tidy(() => convolveChannelsInputGradient(dy, mean(window, dy.shape[3]), x, stride, 'valid'));
