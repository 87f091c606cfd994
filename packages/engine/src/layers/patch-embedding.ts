import { lastOf, type PlacedLayer } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { type Call, layerCode } from './layer.js';

interface Extents {
  readonly patch: number;
  /** Patches beside each other. */
  readonly right: number;
  readonly channels: number;
}

function extentsOf({ input, options }: PlacedLayer): Extents {
  const [, columns, channels] = input as [number, number, number];
  const patch = options['patch'] as number;
  return { patch, right: columns / patch, channels };
}

/** A row of pixels for each patch, in reading order: [batch * tokens, patch * patch * channels]. */
function patchesOf(layer: PlacedLayer, x: Tensor): Tensor2D {
  const { patch, right, channels } = extentsOf(layer);
  const lines = tf.reshape(x, [-1, patch, right, patch * channels]);
  return tf.reshape(tf.transpose(lines, [0, 2, 1, 3]), [-1, patch * patch * channels]) as Tensor2D;
}

/** Images of such rows. */
function imagesOf(layer: PlacedLayer, patches: Tensor2D): Tensor {
  const { patch, right, channels } = extentsOf(layer);
  const lines = tf.reshape(patches, [-1, right, patch, patch * channels]);
  return tf.reshape(tf.transpose(lines, [0, 2, 1, 3]), [-1, ...layer.input]);
}

const matrixOf = ({ parameters, layer }: Call): Tensor2D =>
  tf.reshape(parameters['weights'] as Tensor, [-1, lastOf(layer.output)]) as Tensor2D;

/** Patches of an image, each through a dense layer, plus a position that is learned (Dosovitskiy et al. 2021). */
export const patchEmbedding = layerCode<{ patches: Tensor2D }>({
  name: 'patchEmbedding',
  version: 1,
  forward(call, x) {
    const { kernels, layer, parameters } = call;
    const patches = patchesOf(layer, x);
    const product = kernels.multiply(patches, matrixOf(call), false, false);
    const embedded = tf.reshape(kernels.addBias(product, parameters['bias'] as Tensor1D), [-1, ...layer.output]);
    return { output: tf.add(embedded, parameters['positions'] as Tensor), kept: { patches } };
  },
  backward(call, { patches }, dy, needsInput) {
    const { kernels, layer, parameters } = call;
    const dz = tf.reshape(dy, [-1, lastOf(layer.output)]) as Tensor2D;
    const weights = kernels.multiply(patches, dz, true, false);
    return {
      input: needsInput ? imagesOf(layer, kernels.multiply(dz, matrixOf(call), false, true)) : null,
      parameters: {
        weights: tf.reshape(weights, (parameters['weights'] as Tensor).shape),
        bias: kernels.biasGradient(dz),
        positions: tf.sum(dy, 0),
      },
    };
  },
});
