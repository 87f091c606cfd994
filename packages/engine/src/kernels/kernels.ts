import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Hold } from '../data/held.js';
import type { Compile } from '../graph/computation.js';
import type { Load } from '../graph/program.js';

export interface Loss {
  /** Mean cross-entropy of the batch, a scalar, nats. */
  readonly mean: Tensor;
  /** Its gradient with respect to the logits, [batch, classes]. */
  readonly gradient: Tensor2D;
}

/** Whether zeros are added at the edges, the larger half of an uneven number of them at the end, as TensorFlow does. */
export type Padding = 'same' | 'valid';

/**
 * The operations that a training step is made of, forward and backward. Every backend has all of them; the pure
 * JavaScript one defines what they mean. Images are NHWC, filters [height, width, in, out]. Padding is `same` unless it is
 * given; windows of a pool are as far apart as they are wide unless a stride is given, and those that do not fit in are
 * left out. No operation disposes its inputs.
 */
export interface Kernels {
  convolve(x: Tensor4D, filter: Tensor4D, stride: number, padding?: Padding): Tensor4D;
  /** Gradient of `convolve` with respect to `x`. */
  convolveInputGradient(dy: Tensor4D, filter: Tensor4D, x: readonly number[], stride: number, padding?: Padding): Tensor4D; // prettier-ignore
  /** Gradient of `convolve` with respect to `filter`. */
  convolveFilterGradient(dy: Tensor4D, x: Tensor4D, filter: readonly number[], stride: number, padding?: Padding): Tensor4D; // prettier-ignore
  /** Each channel by filters of its own, [height, width, in, multiplier]: output channel in * multiplier + m. */
  convolveChannels(x: Tensor4D, filter: Tensor4D, stride: number, padding?: Padding): Tensor4D;
  /** Gradient of `convolveChannels` with respect to `x`. */
  convolveChannelsInputGradient(dy: Tensor4D, filter: Tensor4D, x: readonly number[], stride: number, padding?: Padding): Tensor4D; // prettier-ignore
  /** Gradient of `convolveChannels` with respect to `filter`. */
  convolveChannelsFilterGradient(dy: Tensor4D, x: Tensor4D, filter: readonly number[], stride: number, padding?: Padding): Tensor4D; // prettier-ignore
  /** Max over `window` x `window` windows. */
  maxPool(x: Tensor4D, window: number, stride?: number): Tensor4D;
  /** Gradient of `maxPool` with respect to `x`: of a window's equal maxima the first in reading order has all of it. */
  maxPoolGradient(dy: Tensor4D, x: Tensor4D, y: Tensor4D, window: number, stride?: number): Tensor4D;
  /** Mean over `window` x `window` windows. */
  averagePool(x: Tensor4D, window: number, stride?: number): Tensor4D;
  /** Gradient of `averagePool` with respect to its input, of shape `x`. */
  averagePoolGradient(dy: Tensor4D, x: readonly number[], window: number, stride?: number): Tensor4D;
  /** Adds `bias` along the last axis. */
  addBias<T extends Tensor>(x: T, bias: Tensor1D): T;
  /** Gradient of `addBias` with respect to `bias`: the sum over all axes but the last. */
  biasGradient(dy: Tensor): Tensor1D;
  relu<T extends Tensor>(x: T): T;
  /** Gradient of `relu`, given its output `y`: `dy` where `y` is above zero, else zero. */
  reluGradient<T extends Tensor>(dy: T, y: T): T;
  multiply(a: Tensor2D, b: Tensor2D, transposeA: boolean, transposeB: boolean): Tensor2D;
  /** `multiply` for each pair of matrices, which the first axis counts. */
  multiplyEach(a: Tensor3D, b: Tensor3D, transposeA: boolean, transposeB: boolean): Tensor3D;
  /** Softmax and cross-entropy against class labels (int32, [batch]). */
  crossEntropy(logits: Tensor2D, labels: Tensor1D): Loss;
  /** Makes one operation of many, where the backend can. */
  readonly compile: Compile;
  /** Makes a program of what is repeated, its state on the device. */
  readonly load: Load;
  /** How images are kept on the device. Default: they stay on the host, which is the device. */
  readonly hold?: Hold;
  /**
   * How many losses stay on the device before a run reads them, where one that is waited for holds up the next step
   * (docs/decisions/programs.md). Default: 1, each step's loss is read after it.
   */
  readonly lossesKept?: number;
}
