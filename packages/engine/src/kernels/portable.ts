import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { uncompiled } from '../graph/computation.js';
import { loadTensors } from '../graph/program.js';
import type { Kernels, Loss } from './kernels.js';

const run = <T extends Tensor>(kernel: string, inputs: tf.NamedTensorMap, attributes: object): T =>
  tf.engine().runKernel(kernel, inputs, attributes as tf.NamedAttrMap) as T;

const convolution = (stride: number) => ({ strides: [stride, stride], pad: 'same', dataFormat: 'NHWC' });
const pooling = (window: number) => ({ filterSize: [window, window], strides: [window, window], pad: 'valid' });

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
  maxPoolGradient: (dy, x, y, window) => run('MaxPoolGrad', { dy, input: x, output: y }, pooling(window)),
  addBias: (x, bias) => tf.add(x, bias),
  biasGradient: (dy) => tf.sum(tf.reshape(dy, [-1, dy.shape[dy.rank - 1] as number]), 0),
  relu: (x) => tf.relu(x),
  reluGradient: (dy, y) => tf.mul(dy, tf.step(y)),
  multiply: (a, b, transposeA, transposeB) => tf.matMul(a, b, transposeA, transposeB),
  multiplyEach: (a, b, transposeA, transposeB) => tf.matMul(a, b, transposeA, transposeB),
  crossEntropy,
  compile: uncompiled,
  load: loadTensors(uncompiled),
};
