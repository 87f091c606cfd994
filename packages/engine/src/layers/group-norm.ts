import { type Shape, sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';
import { standardized, standardizedGradient } from './standardize.js';

/** Places whose channels are normalized together, and in how many groups of channels. */
interface Together {
  readonly places: number;
  readonly groups: number;
}

/** Values as [examples, places, groups, channels of a group]. */
const grouped = (x: Tensor, { places, groups }: Together) => tf.reshape(x, [-1, places, groups, (x.shape.at(-1) as number) / groups]); // prettier-ignore

/** Over the channels of a group first, then over places: one axis at a time takes no transposing. */
function mean(values: Tensor): Tensor {
  const [examples, places, groups, channels] = values.shape as [number, number, number, number];
  const sum = tf.sum(tf.sum(values, 3), 1);
  return tf.reshape(tf.div(sum, places * channels), [examples, 1, groups, 1]);
}

/** Normalizes parts of each example apart; training and evaluation are the same. Scale and shift are a channel's. */
const normalization = (
  name: string,
  together: (input: Shape, options: Readonly<Record<string, unknown>>) => Together,
) =>
  layerCode<{ values: Tensor; inverse: Tensor }>({
    name,
    version: 1,
    forward({ kernels, layer, parameters }, x) {
      const parts = grouped(x, together(layer.input, layer.options));
      const { values, inverse } = standardized(parts, mean, layer.options['epsilon'] as number);
      const scaled = tf.mul(tf.reshape(values, x.shape), parameters['scale'] as Tensor);
      return { output: kernels.addBias(scaled, parameters['shift'] as Tensor1D), kept: { values, inverse } };
    },
    backward({ kernels, layer, parameters }, { values, inverse }, dy, needsInput) {
      const scaled = () => grouped(tf.mul(dy, parameters['scale'] as Tensor), together(layer.input, layer.options));
      return {
        input: needsInput ? tf.reshape(standardizedGradient(values, inverse, mean, scaled()), dy.shape) : null,
        parameters: {
          scale: kernels.biasGradient(tf.mul(dy, tf.reshape(values, dy.shape))),
          shift: kernels.biasGradient(dy),
        },
      };
    },
  });

const placesIn = (input: Shape) => sizeOf(input.slice(0, -1));

/** Group normalization (Wu and He 2018): each group of an example's channels, over all places or tokens. */
export const groupNorm = normalization('groupNorm', (input, { groups }) => ({ places: placesIn(input), groups: groups as number })); // prettier-ignore

/** Layer normalization (Ba et al. 2016): all values of an image or a row, or of each token of a sequence. */
export const layerNorm = normalization('layerNorm', (input) => ({ places: input.length === 2 ? 1 : placesIn(input), groups: 1 })); // prettier-ignore
