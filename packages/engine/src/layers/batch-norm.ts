import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import { type Call, layerCode } from './layer.js';
import { inverseDeviation, standardized, standardizedGradient } from './standardize.js';

interface Options {
  readonly momentum: number;
  readonly epsilon: number;
}

interface Normalized {
  readonly values: Tensor;
  readonly inverse: Tensor;
}

/** Of each channel over the batch and all places. */
const meanIn = (kernels: Kernels) => (rows: Tensor) => tf.div(kernels.biasGradient(rows), rows.shape[0] as number);

const optionsOf = ({ layer }: Call) => layer.options as unknown as Options;
const rowsOf = (x: Tensor) => tf.reshape(x, [-1, x.shape.at(-1) as number]);

/**
 * Batch normalization (Ioffe and Szegedy 2015). Training uses the batch's own statistics; the running ones keep the share
 * `momentum` of what they were at each step, of the variance with n - 1 (PyTorch's BatchNorm with 1 - momentum).
 * Evaluation and frozen layers use the running ones.
 */
export const batchNorm = layerCode<Normalized | { readonly rows: Tensor }>({
  name: 'batchNorm',
  version: 1,
  forward(call, x) {
    const { kernels, training, parameters, buffers } = call;
    const { momentum, epsilon } = optionsOf(call);
    const [scale, shift] = [parameters['scale'] as Tensor, parameters['shift'] as Tensor1D];
    const [mean, variance] = [buffers['mean'] as Tensor, buffers['variance'] as Tensor];
    const rows = rowsOf(x);
    if (!training) {
      const factor = tf.mul(scale, inverseDeviation(variance, epsilon));
      const output = kernels.addBias(tf.mul(tf.sub(rows, mean), factor), shift);
      return { output: tf.reshape(output, x.shape), kept: { rows } };
    }
    const { values, center, variance: own, inverse } = standardized(rows, meanIn(kernels), epsilon);
    const count = rows.shape[0] as number;
    const running = (before: Tensor, now: Tensor, share: number) =>
      tf.add(tf.mul(before, momentum), tf.mul(now, share));
    return {
      output: tf.reshape(kernels.addBias(tf.mul(values, scale), shift), x.shape),
      kept: { values, inverse },
      buffers: {
        mean: running(mean, center, 1 - momentum),
        variance: running(variance, own, ((1 - momentum) * count) / (count - 1)),
      },
    };
  },
  backward(call, kept, dy, needsInput) {
    const { kernels, parameters, buffers } = call;
    const gradient = rowsOf(dy);
    const scale = parameters['scale'] as Tensor;
    const isOwn = 'values' in kept;
    const inverse = isOwn ? kept.inverse : inverseDeviation(buffers['variance'] as Tensor, optionsOf(call).epsilon);
    const values = isOwn ? kept.values : tf.mul(tf.sub(kept.rows, buffers['mean'] as Tensor), inverse);
    // Running statistics do not depend on the input.
    const ofValues = () => (isOwn ? standardizedGradient(values, inverse, meanIn(kernels), gradient) : tf.mul(gradient, inverse)); // prettier-ignore
    const input = needsInput ? tf.mul(scale, ofValues()) : null;
    return {
      input: input && tf.reshape(input, dy.shape),
      parameters: { scale: kernels.biasGradient(tf.mul(gradient, values)), shift: kernels.biasGradient(gradient) },
    };
  },
});
