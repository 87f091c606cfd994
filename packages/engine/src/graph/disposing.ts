import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from './computation.js';

/** Computes, and disposes `tensors` afterwards, whether that failed or not. */
export function thenDispose<T>(tensors: Tensors, compute: () => T): T {
  try {
    return compute();
  } finally {
    tf.dispose(tensors as Record<string, Tensor>);
  }
}

/** Computes, and disposes `tensors` where that fails. */
export function orDispose<T>(tensors: Tensors, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    tf.dispose(tensors as Record<string, Tensor>);
    throw error;
  }
}
