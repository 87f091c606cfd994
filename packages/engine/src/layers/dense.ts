import { sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { type Call, type LayerCode, layerCode } from './layer.js';

const rowsOf = (x: Tensor, width: number) => tf.reshape(x, [-1, width]) as Tensor2D;

/** y = x w + b on rows; `width` says what a row is. */
const connected = (name: string, width: (call: Call) => number) =>
  layerCode<{ rows: Tensor2D }>({
    name,
    version: 1,
    forward(call, x) {
      const { kernels, layer, parameters } = call;
      const rows = rowsOf(x, width(call));
      const product = kernels.multiply(rows, parameters['weights'] as Tensor2D, false, false);
      const sum = parameters['bias'] ? kernels.addBias(product, parameters['bias'] as Tensor1D) : product;
      return { output: tf.reshape(sum, [-1, ...layer.output]), kept: { rows } };
    },
    backward({ kernels, layer, parameters }, { rows }, dy, needsInput) {
      const weights = parameters['weights'] as Tensor2D;
      const dz = rowsOf(dy, weights.shape[1]);
      const input = needsInput ? kernels.multiply(dz, weights, false, true) : null;
      return {
        input: input && tf.reshape(input, [-1, ...layer.input]),
        parameters: {
          weights: kernels.multiply(rows, dz, true, false),
          ...(parameters['bias'] && { bias: kernels.biasGradient(dz) }),
        },
      };
    },
  });

const wholeExample = ({ layer }: Call) => sizeOf(layer.input);

export const dense: LayerCode = connected('dense', wholeExample);
export const classifier: LayerCode = connected('classifier', wholeExample);
export const regressor: LayerCode = connected('regressor', wholeExample);
/** The same on the last axis alone: at each place, or each token. */
export const pointwise: LayerCode = connected('pointwise', ({ layer }) => layer.input.at(-1) as number);
