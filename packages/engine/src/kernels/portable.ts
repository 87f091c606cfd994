import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { uncompiled } from '../graph/computation.js';
import type { Kernels, Loss } from './kernels.js';

const run = <T extends Tensor>(kernel: string, inputs: tf.NamedTensorMap, attributes: object): T =>
  tf.engine().runKernel(kernel, inputs, attributes as tf.NamedAttrMap) as T;

const convolution = (stride: number) => ({ strides: [stride, stride], pad: 'same', dataFormat: 'NHWC' });

/** Repeats each pixel in a `window` x `window` block, back to the size that was pooled. */
function unpool(y: Tensor4D, x: Tensor4D, window: number): Tensor4D {
  const [, height, width] = y.shape;
  const spread = tf.image.resizeNearestNeighbor(y, [height * window, width * window]);
  const bottom = x.shape[1] - height * window;
  const right = x.shape[2] - width * window;
  if (bottom === 0 && right === 0) return spread;
  return tf.pad4d(spread, [[0, 0], [0, bottom], [0, right], [0, 0]]); // prettier-ignore
}

function maxPoolGradient(dy: Tensor4D, x: Tensor4D, y: Tensor4D, window: number): Tensor4D {
  return tf.tidy(() => {
    const isMaximum = tf.cast(tf.equal(x, unpool(y, x, window)), 'float32') as Tensor4D;
    const maxima = tf.mul(tf.avgPool(isMaximum, window, window, 'valid'), window * window);
    return tf.mul(isMaximum, unpool(tf.div(dy, maxima), x, window)) as Tensor4D;
  });
}

function crossEntropy(logits: Tensor2D, labels: Tensor1D): Loss {
  const [batch, classes] = logits.shape;
  const wanted = tf.cast(tf.oneHot(labels, classes), 'float32');
  const logProbabilities = tf.logSoftmax(logits);
  return {
    mean: tf.div(tf.neg(tf.sum(tf.mul(wanted, logProbabilities))), batch),
    gradient: tf.div(tf.sub(tf.exp(logProbabilities), wanted), batch) as Tensor2D,
  };
}

/** Kernels composed of what every TensorFlow.js backend has. */
export const portableKernels: Kernels = {
  convolve: (x, filter, stride) => tf.conv2d(x, filter, stride, 'same'),
  convolveInputGradient: (dy, filter, x, stride) =>
    run('Conv2DBackpropInput', { dy, filter }, { ...convolution(stride), inputShape: x }),
  convolveFilterGradient: (dy, x, filter, stride) =>
    run('Conv2DBackpropFilter', { x, dy }, { ...convolution(stride), filterShape: filter }),
  maxPool: (x, window) => tf.maxPool(x, window, window, 'valid'),
  maxPoolGradient,
  addBias: (x, bias) => tf.add(x, bias),
  biasGradient: (dy) => tf.sum(tf.reshape(dy, [-1, dy.shape[dy.rank - 1] as number]), 0),
  relu: (x) => tf.relu(x),
  reluGradient: (dy, y) => tf.mul(dy, tf.step(y)),
  multiply: (a, b, transposeA, transposeB) => tf.matMul(a, b, transposeA, transposeB),
  crossEntropy,
  compile: uncompiled,
};
