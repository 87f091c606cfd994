import { lastOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { type Call, layerCode } from './layer.js';

interface Attended {
  /** The input, [batch * tokens, width]. */
  readonly rows: Tensor2D;
  /** [batch * heads, tokens, width / heads], each; queries are scaled. */
  readonly queries: Tensor3D;
  readonly keys: Tensor3D;
  readonly values: Tensor3D;
  /** How much each token takes of which: [batch * heads, tokens, tokens]. */
  readonly shares: Tensor3D;
  /** What the heads make, [batch * tokens, width]. */
  readonly heads: Tensor2D;
}

const extentsOf = ({ layer }: Call) => {
  const [tokens, width] = layer.input as [number, number];
  const heads = layer.options['heads'] as number;
  return { tokens, width, heads, size: width / heads };
};

/** [batch * tokens, width] as [batch * heads, tokens, width / heads]. */
function split(call: Call, rows: Tensor): Tensor3D {
  const { tokens, heads, size } = extentsOf(call);
  const apart = tf.transpose(tf.reshape(rows, [-1, tokens, heads, size]), [0, 2, 1, 3]);
  return tf.reshape(apart, [-1, tokens, size]) as Tensor3D;
}

function joined(call: Call, each: Tensor3D): Tensor2D {
  const { tokens, width, heads, size } = extentsOf(call);
  const together = tf.transpose(tf.reshape(each, [-1, heads, tokens, size]), [0, 2, 1, 3]);
  return tf.reshape(together, [-1, width]) as Tensor2D;
}

/**
 * Times 1 / √size, so that products of queries and keys do not grow with the size of a head. A factor is scaled and not
 * the product: TensorFlow may fuse a product with what scales it.
 */
const scaled = (call: Call, factor: Tensor3D) => tf.mul(factor, Math.fround(1 / Math.sqrt(extentsOf(call).size))) as Tensor3D; // prettier-ignore

/** TensorFlow's own has other bits in a graph than as a single operation. */
function softmax(scores: Tensor3D): Tensor3D {
  const powers = tf.exp(tf.sub(scores, tf.max(scores, 2, true)));
  return tf.div(powers, tf.sum(powers, 2, true));
}

/** Scaled dot product attention of several heads (Vaswani et al. 2017, section 3.2). */
export const attention = layerCode<Attended>({
  name: 'attention',
  version: 1,
  forward(call, x) {
    const { kernels, layer, parameters } = call;
    const rows = tf.reshape(x, [-1, lastOf(layer.input)]) as Tensor2D;
    const product = kernels.multiply(rows, parameters['inputWeights'] as Tensor2D, false, false);
    const projected = tf.split(kernels.addBias(product, parameters['inputBias'] as Tensor1D), 3, 1);
    const [plain, keys, values] = projected.map((part) => split(call, part)) as [Tensor3D, Tensor3D, Tensor3D];
    const queries = scaled(call, plain);
    const shares = softmax(kernels.multiplyEach(queries, keys, false, true));
    const heads = joined(call, kernels.multiplyEach(shares, values, false, false));
    const sum = kernels.multiply(heads, parameters['outputWeights'] as Tensor2D, false, false);
    const output = tf.reshape(kernels.addBias(sum, parameters['outputBias'] as Tensor1D), [-1, ...layer.output]);
    return { output, kept: { rows, queries, keys, values, shares, heads } };
  },
  backward(call, { rows, queries, keys, values, shares, heads }, dy, needsInput) {
    const { kernels, layer, parameters } = call;
    const dz = tf.reshape(dy, [-1, lastOf(layer.output)]) as Tensor2D;
    const dheads = split(call, kernels.multiply(dz, parameters['outputWeights'] as Tensor2D, false, true));
    const dvalues = kernels.multiplyEach(shares, dheads, true, false);
    const dshares = kernels.multiplyEach(dheads, values, false, true);
    // Softmax: each share moves against the mean of what its row asks for.
    const asked = tf.mul(dshares, shares);
    const dscores = tf.sub(asked, tf.mul(shares, tf.sum(asked, 2, true))) as Tensor3D;
    const dqueries = kernels.multiplyEach(dscores, scaled(call, keys), false, false);
    const dkeys = kernels.multiplyEach(dscores, queries, true, false);
    const dprojected = tf.concat([dqueries, dkeys, dvalues].map((part) => joined(call, part)), 1); // prettier-ignore
    const input = needsInput ? kernels.multiply(dprojected, parameters['inputWeights'] as Tensor2D, false, true) : null;
    return {
      input: input && tf.reshape(input, [-1, ...layer.input]),
      parameters: {
        inputWeights: kernels.multiply(rows, dprojected, true, false),
        inputBias: kernels.biasGradient(dprojected),
        outputWeights: kernels.multiply(heads, dz, true, false),
        outputBias: kernels.biasGradient(dz),
      },
    };
  },
});
