import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import type { Layer } from './layers.js';
import { sizeOf } from './layers.js';

export interface Parameters {
  readonly weights: Tensor;
  readonly bias: Tensor1D;
}

/** What the backward pass of a layer needs of its forward pass. */
export interface Trace {
  readonly input: Tensor;
  /** Before pooling, for a convolution that pools. */
  readonly wide: Tensor4D | null;
  /** After pooling, before the bias. */
  readonly pooled: Tensor | null;
  /** The layer's output before dropout. */
  readonly output: Tensor;
  readonly dropout: Tensor | null;
}

/** Cuts a parameter vector that begins with `layers[0]` into the layers' tensors. */
export function cutParameters(layers: readonly Layer[], vector: Tensor1D): Parameters[] {
  const extents = layers.flatMap((layer) => {
    const bias = layer.weights[layer.weights.length - 1] as number;
    return [layer.to - layer.from - bias, bias];
  });
  const pieces = tf.split(vector, extents);
  return layers.map((layer, index) => ({
    weights: tf.reshape(pieces[2 * index] as Tensor, [...layer.weights]),
    bias: pieces[2 * index + 1] as Tensor1D,
  }));
}

/**
 * Runs one layer. Pooling comes before bias and ReLU: as both are monotone the values are the same, on a quarter of
 * the elements.
 * @param mask dropout's mask, already scaled, or null.
 */
export function forward(
  kernels: Kernels,
  layer: Layer,
  { weights, bias }: Parameters,
  x: Tensor,
  mask: Tensor | null,
): Trace {
  if (layer.kind === 'dense') {
    const input = tf.reshape(x, [-1, sizeOf(layer.input)]) as Tensor2D;
    const sum = kernels.addBias(kernels.multiply(input, weights as Tensor2D, false, false), bias);
    const output = layer.relu ? kernels.relu(sum) : sum;
    return { input, wide: null, pooled: null, output, dropout: mask };
  }
  const [height, width, channels] = layer.input as [number, number, number];
  const input = tf.reshape(x, [-1, height, width, channels]) as Tensor4D;
  const wide = kernels.convolve(input, weights as Tensor4D, layer.stride);
  const pooled = layer.poolSize > 1 ? kernels.maxPool(wide, layer.poolSize) : wide;
  return { input, wide, pooled, output: kernels.relu(kernels.addBias(pooled, bias)), dropout: null };
}

/** The output that the next layer sees. */
export const outputOf = (trace: Trace): Tensor => (trace.dropout ? tf.mul(trace.output, trace.dropout) : trace.output);

/** Sends rows through layers that are not trained; no more than a layer's tensors are there at once. */
export function passThrough(kernels: Kernels, layers: readonly Layer[], vector: Tensor1D, inputs: Tensor): Tensor {
  return tf.tidy(() => {
    const parameters = cutParameters(layers, vector);
    return layers.reduce<Tensor>((signal, layer, index) => {
      const output = tf.tidy(() => forward(kernels, layer, parameters[index] as never, signal, null).output);
      if (signal !== inputs) signal.dispose();
      return output;
    }, inputs);
  });
}

export interface Gradients extends Parameters {
  /** Gradient with respect to the layer's input; null where nothing below is trained. */
  readonly input: Tensor | null;
}

/** Gradients of one layer from the gradient `dy` of its output. */
export function backward(
  kernels: Kernels,
  layer: Layer,
  { weights }: Parameters,
  trace: Trace,
  dy: Tensor,
  needsInput: boolean,
): Gradients {
  const shaped = tf.reshape(dy, trace.output.shape);
  const undropped = trace.dropout ? tf.mul(shaped, trace.dropout) : shaped;
  const dz = layer.relu ? kernels.reluGradient(undropped, trace.output) : undropped;
  const bias = kernels.biasGradient(dz);
  if (layer.kind === 'dense') {
    const x = trace.input as Tensor2D;
    return {
      bias,
      weights: kernels.multiply(x, dz as Tensor2D, true, false),
      input: needsInput ? kernels.multiply(dz as Tensor2D, weights as Tensor2D, false, true) : null,
    };
  }
  const x = trace.input as Tensor4D;
  const filter = weights as Tensor4D;
  const dwide =
    layer.poolSize > 1
      ? kernels.maxPoolGradient(dz as Tensor4D, trace.wide as Tensor4D, trace.pooled as Tensor4D, layer.poolSize)
      : (dz as Tensor4D);
  return {
    bias,
    weights: kernels.convolveFilterGradient(dwide, x, filter.shape, layer.stride),
    input: needsInput ? kernels.convolveInputGradient(dwide, filter, x.shape, layer.stride) : null,
  };
}
