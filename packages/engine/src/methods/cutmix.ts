import { beta, imageShape, permutation } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { within } from './blank.js';
import { type BatchShape, methodCode } from './method.js';
import { mixedTargets, reordered } from './mix.js';

/**
 * CutMix (Yun et al. 2019): a box of each image comes from another one of the batch. As in the paper's own code, one box a
 * batch: its area is drawn as 1 - Beta(alpha, alpha), its sides are as the image's, rounded down, its center is any pixel,
 * and what lies outside is cut off. Labels are mixed by the area that is left of it.
 */
export const cutmix = methodCode<{ readonly alpha: number }>({
  name: 'cutmix',
  version: 1,
  draw({ alpha }, { rows, input }, stream) {
    const [height, width] = imageShape(input);
    const side = Math.sqrt(1 - beta(alpha, alpha, stream));
    const order = Int32Array.from(permutation(rows, stream));
    const [sideways, down] = [even(width * side), even(height * side)];
    const columns = within(stream.below(width), sideways, width);
    const lines = within(stream.below(height), down, height);
    const box = new Float32Array(height * width);
    for (let y = lines.from; y < lines.to; y++) box.fill(1, y * width + columns.from, y * width + columns.to);
    const area = (lines.to - lines.from) * (columns.to - columns.from);
    return {
      share: { values: Float32Array.of(1 - area / (height * width)), shape: [] },
      order: { values: order, shape: [rows] },
      box: { values: box, shape: [1, height, width, 1] },
    };
  },
  batch(_, { inputs, targets }, drawn, shape) {
    const { share, order, box } = drawn as { share: Tensor; order: Tensor; box: Tensor };
    const images = tf.reshape(inputs, imagesShape(shape));
    const outside = tf.mul(images, tf.sub(1, box));
    const pasted = tf.add(outside, tf.mul(reordered(images, order), box));
    return { inputs: tf.reshape(pasted, inputs.shape), targets: mixedTargets(targets, shape.classes, order, share) };
  },
});

/** The paper's code goes half a side, rounded down, either way. */
const even = (side: number) => 2 * Math.floor(Math.floor(side) / 2);

const imagesShape = ({ input }: BatchShape): [number, number, number, number] => [-1, ...imageShape(input)];
