import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import { type Call, layerCode } from './layer.js';
import { centered, inverseDeviation } from './standardize.js';

interface Options {
  readonly momentum: number;
  readonly epsilon: number;
}

/** What a step's own statistics made of the rows. */
interface Centered {
  readonly centered: Tensor;
  readonly inverse: Tensor;
}

/** Of each channel over the batch and all places. */
const meanIn = (kernels: Kernels) => (rows: Tensor) => tf.div(kernels.biasGradient(rows), rows.shape[0] as number);

const optionsOf = ({ layer }: Call) => layer.options as unknown as Options;
const rowsOf = (x: Tensor) => tf.reshape(x, [-1, x.shape.at(-1) as number]);

/**
 * Batch normalization (Ioffe and Szegedy 2015). Training uses the batch's own statistics; the running ones keep the share
 * `momentum` of what they were at each step, of the variance with n - 1 (PyTorch's BatchNorm with 1 - momentum).
 * Evaluation and frozen layers use the running ones. What is one number a channel is computed first: each operation on
 * all values is a pass over memory, which is what this layer takes its time for.
 */
export const batchNorm = layerCode<Centered | { readonly rows: Tensor }>({
  name: 'batchNorm',
  version: 1,
  forward(call, x) {
    const { kernels, training, parameters, buffers } = call;
    const { momentum, epsilon } = optionsOf(call);
    const [scale, shift] = [parameters['scale'] as Tensor, parameters['shift'] as Tensor1D];
    const [mean, variance] = [buffers['mean'] as Tensor, buffers['variance'] as Tensor];
    const rows = rowsOf(x);
    const outputOf = ({ centered, inverse }: Centered) =>
      tf.reshape(kernels.addBias(tf.mul(centered, tf.mul(inverse, scale)), shift), x.shape);
    if (!training) {
      return {
        output: outputOf({ centered: tf.sub(rows, mean), inverse: inverseDeviation(variance, epsilon) }),
        kept: { rows },
      };
    }
    const { center, variance: own, ...kept } = centered(rows, meanIn(kernels), epsilon);
    const count = rows.shape[0] as number;
    const running = (before: Tensor, now: Tensor, share: number) =>
      tf.add(tf.mul(before, momentum), tf.mul(now, share));
    return {
      output: outputOf(kept),
      kept,
      buffers: {
        mean: running(mean, center, 1 - momentum),
        variance: running(variance, own, ((1 - momentum) * count) / (count - 1)),
      },
    };
  },
  backward(call, kept, dy, needsInput) {
    const { kernels, parameters, buffers } = call;
    const gradient = rowsOf(dy);
    const isOwn = 'centered' in kept;
    const inverse = isOwn ? kept.inverse : inverseDeviation(buffers['variance'] as Tensor, optionsOf(call).epsilon);
    const values = isOwn ? kept.centered : tf.sub(kept.rows, buffers['mean'] as Tensor);
    const shift = kernels.biasGradient(gradient);
    const scale = tf.mul(kernels.biasGradient(tf.mul(gradient, values)), inverse);
    const inputOf = () => {
      const factor = tf.mul(parameters['scale'] as Tensor, inverse);
      const direct = tf.mul(gradient, factor);
      // Running statistics do not depend on the input.
      if (!isOwn) return direct;
      const share = tf.div(factor, -(gradient.shape[0] as number));
      const throughVariance = tf.mul(values, tf.mul(share, tf.mul(inverse, scale)));
      return kernels.addBias(tf.add(direct, throughVariance), tf.mul(share, shift) as Tensor1D);
    };
    return { input: needsInput ? tf.reshape(inputOf(), dy.shape) : null, parameters: { scale, shift } };
  },
});
