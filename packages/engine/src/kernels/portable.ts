import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { uncompiled } from '../graph/computation.js';
import { loadTensors } from '../graph/program.js';
import type { Kernels, Loss, Padding } from './kernels.js';

const run = <T extends Tensor>(kernel: string, inputs: tf.NamedTensorMap, attributes: object): T =>
  tf.engine().runKernel(kernel, inputs, attributes as tf.NamedAttrMap) as T;

const convolution = (stride: number, pad: Padding) => ({ strides: [stride, stride], pad, dataFormat: 'NHWC' });
const channelwise = (stride: number, pad: Padding) => ({ strides: [stride, stride], pad, dilations: [1, 1] });
const pooling = (window: number, stride: number) => ({ filterSize: [window, window], strides: [stride, stride], pad: 'valid' }); // prettier-ignore

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
  convolve: (x, filter, stride, padding = 'same') => tf.conv2d(x, filter, stride, padding),
  convolveInputGradient: (dy, filter, x, stride, padding = 'same') =>
    run('Conv2DBackpropInput', { dy, filter }, { ...convolution(stride, padding), inputShape: x }),
  convolveFilterGradient: (dy, x, filter, stride, padding = 'same') =>
    run('Conv2DBackpropFilter', { x, dy }, { ...convolution(stride, padding), filterShape: filter }),
  convolveChannels: (x, filter, stride, padding = 'same') => tf.depthwiseConv2d(x, filter, stride, padding),
  convolveChannelsInputGradient: (dy, filter, x, stride, padding = 'same') =>
    run('DepthwiseConv2dNativeBackpropInput', { dy, filter }, { ...channelwise(stride, padding), inputShape: x }),
  convolveChannelsFilterGradient: (dy, x, filter, stride, padding = 'same') =>
    run('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...channelwise(stride, padding), filterShape: filter }),
  maxPool: (x, window, stride = window) => tf.maxPool(x, window, stride, 'valid'),
  maxPoolGradient: (dy, x, y, window, stride = window) =>
    run('MaxPoolGrad', { dy, input: x, output: y }, pooling(window, stride)),
  averagePool: (x, window, stride = window) => tf.avgPool(x, window, stride, 'valid'),
  averagePoolGradient: (dy, x, window, stride = window) =>
    // Of the input only the shape matters.
    tf.tidy(() => run('AvgPoolGrad', { dy, input: tf.zeros([...x]) }, pooling(window, stride))),
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
