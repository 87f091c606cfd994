import { placesOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { tensorflowCompile } from '../graph/compile.js';
import { GraphCache } from '../graph/graph-cache.js';
import type { NodeAttribute, NodeBackend } from '../graph/node-backend.js';
import { tensorflowLoad } from '../graph/tensorflow-program.js';
import type { Kernels, Padding } from './kernels.js';
import { tensorflowHold } from './tensorflow-hold.js';

/**
 * TensorFlow's own gradient ops. tfjs composes these gradients from many ops, which takes two to ten times as long
 * (docs/decisions/kernels.md); the values are those of the portable kernels up to rounding.
 * @param onCard whether a card of NVIDIA computes them. Default: false.
 */
export function tensorflowKernels(backend: NodeBackend, { onCard = false } = {}): Kernels {
  const { binding } = backend;
  const graphs = new GraphCache(backend);
  const float: NodeAttribute = { name: 'T', type: binding['TF_ATTR_TYPE'], value: binding['TF_FLOAT'] };
  const int = (name: string, value: number | number[]) => ({ name, type: binding['TF_ATTR_INT'], value });
  const text = (name: string, value: string) => ({ name, type: binding['TF_ATTR_STRING'], value });
  const flag = (name: string, value: boolean) => ({ name, type: binding['TF_ATTR_BOOL'], value });
  const type = (name: string, value: string) => ({ name, type: binding['TF_ATTR_TYPE'], value: binding[value] });
  const layout = text('data_format', 'NHWC');

  const channelwise = (stride: number, padding: Padding) => [
    float,
    int('strides', [1, stride, stride, 1]),
    text('padding', padding.toUpperCase()),
    layout,
    int('dilations', [1, 1, 1, 1]),
  ];
  const convolution = (stride: number, padding: Padding) => [
    ...channelwise(stride, padding),
    flag('use_cudnn_on_gpu', true),
  ];
  const pooling = (window: number, stride: number) => [
    float,
    int('ksize', [1, window, window, 1]),
    int('strides', [1, stride, stride, 1]),
    text('padding', 'VALID'),
    layout,
  ];
  const call = <T extends Tensor>(name: string, attributes: NodeAttribute[], ...inputs: Tensor[]) =>
    backend.executeSingleOutput(name, attributes, inputs) as T;
  const shapeOf = (shape: readonly number[]) => tf.tensor1d([...shape], 'int32');

  // oneDNN's Conv2DBackpropFilter writes beyond its memory where a stride leaves the last pixels out (TensorFlow 2.21).
  const seen = (x: Tensor4D, [height, width]: readonly number[], stride: number, padding: Padding): Tensor4D => {
    const [batch, rows, columns, channels] = x.shape;
    const reach = (extent: number, kernel = 1) =>
      Math.min(extent, (placesOf(extent, kernel, stride, padding) - 1) * stride + kernel);
    const [bottom, right] = [reach(rows, height), reach(columns, width)];
    return bottom < rows || right < columns ? tf.slice4d(x, [0, 0, 0, 0], [batch, bottom, right, channels]) : x;
  };

  return {
    compile: tensorflowCompile(backend, graphs),
    load: tensorflowLoad(backend, graphs),
    ...(onCard && { hold: tensorflowHold(backend) }),
    convolve: (x, filter, stride, padding = 'same') => call('Conv2D', convolution(stride, padding), x, filter),
    convolveInputGradient: (dy, filter, x, stride, padding = 'same') =>
      tf.tidy(() => call('Conv2DBackpropInput', convolution(stride, padding), shapeOf(x), filter, dy)),
    convolveFilterGradient: (dy, x, filter, stride, padding = 'same') =>
      tf.tidy(() => call('Conv2DBackpropFilter', convolution(stride, padding), seen(x, filter, stride, padding), shapeOf(filter), dy)), // prettier-ignore
    convolveChannels: (x, filter, stride, padding = 'same') =>
      call('DepthwiseConv2dNative', channelwise(stride, padding), x, filter),
    convolveChannelsInputGradient: (dy, filter, x, stride, padding = 'same') =>
      tf.tidy(() => call('DepthwiseConv2dNativeBackpropInput', channelwise(stride, padding), shapeOf(x), filter, dy)),
    convolveChannelsFilterGradient: (dy, x, filter, stride, padding = 'same') =>
      tf.tidy(() => call('DepthwiseConv2dNativeBackpropFilter', channelwise(stride, padding), seen(x, filter, stride, padding), shapeOf(filter), dy)), // prettier-ignore
    maxPool: (x, window, stride = window) => call('MaxPool', pooling(window, stride), x),
    // In a graph oneDNN computes MaxPoolGrad where the op gets what MaxPool gave, and adds what several windows give a
    // pixel in another order than TensorFlow. On processors that operand means nothing but its shape.
    maxPoolGradient: (dy, x, y, window, stride = window) =>
      call('MaxPoolGrad', pooling(window, stride), x, stride < window && !onCard ? dy : y, dy),
    averagePool: (x, window, stride = window) => call('AvgPool', pooling(window, stride), x),
    averagePoolGradient: (dy, x, window, stride = window) =>
      tf.tidy(() => call('AvgPoolGrad', pooling(window, stride), shapeOf(x), dy)),
    addBias: (x, bias) => call('BiasAdd', [float, layout], x, bias),
    biasGradient: (dy) => call<Tensor1D>('BiasAddGrad', [float, layout], dy),
    relu: (x) => call('Relu', [float], x),
    reluGradient: (dy, y) => call('ReluGrad', [float], dy, y),
    multiply: (a, b, transposeA, transposeB) =>
      call<Tensor2D>('MatMul', [float, flag('transpose_a', transposeA), flag('transpose_b', transposeB)], a, b),
    multiplyEach: (a, b, transposeA, transposeB) =>
      call<Tensor3D>('BatchMatMulV2', [float, flag('adj_x', transposeA), flag('adj_y', transposeB)], a, b),
    crossEntropy: (logits, labels) => {
      const attributes = [float, type('Tlabels', 'TF_INT32')];
      const [losses, gradient] = backend.executeMultipleOutputs(
        'SparseSoftmaxCrossEntropyWithLogits',
        attributes,
        [logits, labels],
        2,
      ) as [Tensor, Tensor2D];
      return { mean: tf.mean(losses), gradient: tf.div(gradient, logits.shape[0]) };
    },
  };
}
