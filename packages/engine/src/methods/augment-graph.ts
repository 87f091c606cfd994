import type { ImageShape } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Augmentation } from './augmentation.js';

/**
 * What `augmented` does but for rotation, of many images at once and with the same values: all numbers are pixel values
 * and places, which float32 holds exactly (on cards TensorFlow computes int32 on the host).
 * @param drawn a row for each image: mirrored, down, right, degrees, and the center of the square, row and column.
 */
export function augmentedInGraph(
  pixels: Tensor4D,
  image: ImageShape,
  how: Augmentation,
  drawn: Tensor2D,
  blank: readonly number[],
): Tensor4D {
  const { height, width } = image;
  const number = (at: number) => tf.slice2d(drawn, [0, at], [-1, 1]);
  const [ys, xs] = [tf.range(0, height), tf.range(0, width)];
  const moves = how.flip || how.shift > 0;
  const moved = moves ? movedInGraph(pixels, image, { mirrored: number(0), y: tf.sub(ys, number(1)), x: tf.sub(xs, number(2)) }) : pixels; // prettier-ignore
  if (how.cutout === 0) return moved;
  const half = Math.floor(how.cutout / 2);
  const near = (places: Tensor1D, center: Tensor) => {
    const distance = tf.sub(places, center);
    return between(distance, -half, how.cutout - half - 1);
  };
  const square = mask(near(ys, number(4)), near(xs, number(5)));
  return tf.add(tf.mul(moved, tf.sub(1, square)), tf.mul(square, tf.tensor1d([...blank])));
}

/** Where each row and column of an image comes from, [rows, height] and [rows, width], before it is mirrored. */
interface Move {
  /** [rows, 1]. */
  readonly mirrored: Tensor;
  readonly y: Tensor;
  readonly x: Tensor;
}

function movedInGraph(pixels: Tensor4D, { height, width, channels }: ImageShape, { mirrored, y, x }: Move): Tensor4D {
  const rows = pixels.shape[0];
  const turned = tf.add(x, tf.mul(mirrored, tf.sub(width - 1, tf.mul(x, 2))));
  const [fromY, fromX] = [tf.clipByValue(y, 0, height - 1), tf.clipByValue(turned, 0, width - 1)];
  const places = tf.add(tf.reshape(tf.mul(fromY, width), [rows, height, 1]), tf.reshape(fromX, [rows, 1, width]));
  const indices = tf.cast(tf.reshape(places, [rows, height * width]), 'int32');
  const gathered = tf.gather(tf.reshape(pixels, [rows, height * width, channels]), indices as never, 1, 1);
  const inside = mask(between(y, 0, height - 1), between(x, 0, width - 1));
  return tf.mul(tf.reshape(gathered, [rows, height, width, channels]), inside);
}

/** 1 where a number is from `least` to `most`, else 0. */
const between = (numbers: Tensor, least: number, most: number) =>
  tf.cast(tf.logicalAnd(tf.greaterEqual(numbers, least), tf.lessEqual(numbers, most)), 'float32');

/** 1 where both are, [rows, height, width, 1]. @param down [rows, height]. @param across [rows, width]. */
function mask(down: Tensor, across: Tensor): Tensor {
  const [rows, height] = down.shape as [number, number];
  const width = across.shape[1] as number;
  return tf.mul(tf.reshape(down, [rows, height, 1, 1]), tf.reshape(across, [rows, 1, width, 1]));
}
