import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { tensorflowCompile } from '../graph/compile.js';
import { GraphCache } from '../graph/graph-cache.js';
import type { NodeAttribute, NodeBackend } from '../graph/node-backend.js';
import { tensorflowLoad } from '../graph/tensorflow-program.js';
import type { Kernels } from './kernels.js';

/**
 * TensorFlow's own gradient ops. tfjs composes these gradients from many ops, which takes two to ten times as long
 * (docs/decisions/kernels.md); the values are those of the portable kernels up to rounding.
 */
export function tensorflowKernels(backend: NodeBackend): Kernels {
  const { binding } = backend;
  const graphs = new GraphCache(backend);
  const float: NodeAttribute = { name: 'T', type: binding['TF_ATTR_TYPE'], value: binding['TF_FLOAT'] };
  const int = (name: string, value: number | number[]) => ({ name, type: binding['TF_ATTR_INT'], value });
  const text = (name: string, value: string) => ({ name, type: binding['TF_ATTR_STRING'], value });
  const flag = (name: string, value: boolean) => ({ name, type: binding['TF_ATTR_BOOL'], value });
  const type = (name: string, value: string) => ({ name, type: binding['TF_ATTR_TYPE'], value: binding[value] });
  const layout = text('data_format', 'NHWC');

  const convolution = (stride: number) => [
    float,
    int('strides', [1, stride, stride, 1]),
    text('padding', 'SAME'),
    layout,
    flag('use_cudnn_on_gpu', true),
    int('dilations', [1, 1, 1, 1]),
  ];
  const pooling = (window: number) => [
    float,
    int('ksize', [1, window, window, 1]),
    int('strides', [1, window, window, 1]),
    text('padding', 'VALID'),
    layout,
  ];
  const call = <T extends Tensor>(name: string, attributes: NodeAttribute[], ...inputs: Tensor[]) =>
    backend.executeSingleOutput(name, attributes, inputs) as T;
  const shapeOf = (shape: readonly number[]) => tf.tensor1d([...shape], 'int32');

  // oneDNN's Conv2DBackpropFilter writes beyond its memory where a stride leaves the last pixels out (TensorFlow 2.21).
  const seen = (x: Tensor4D, [height, width]: readonly number[], stride: number): Tensor4D => {
    const [batch, rows, columns, channels] = x.shape;
    const reach = (extent: number, kernel = 1) => Math.min(extent, (Math.ceil(extent / stride) - 1) * stride + kernel);
    const [bottom, right] = [reach(rows, height), reach(columns, width)];
    return bottom < rows || right < columns ? tf.slice4d(x, [0, 0, 0, 0], [batch, bottom, right, channels]) : x;
  };

  return {
    compile: tensorflowCompile(backend, graphs),
    load: tensorflowLoad(backend, graphs),
    convolve: (x, filter, stride) => call('Conv2D', convolution(stride), x, filter),
    convolveInputGradient: (dy, filter, x, stride) =>
      tf.tidy(() => call('Conv2DBackpropInput', convolution(stride), shapeOf(x), filter, dy)),
    convolveFilterGradient: (dy, x, filter, stride) =>
      tf.tidy(() => call('Conv2DBackpropFilter', convolution(stride), seen(x, filter, stride), shapeOf(filter), dy)),
    maxPool: (x, window) => call('MaxPool', pooling(window), x),
    maxPoolGradient: (dy, x, y, window) => call('MaxPoolGrad', pooling(window), x, y, dy),
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
