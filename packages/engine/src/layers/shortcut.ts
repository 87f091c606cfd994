import { lastOf, type PlacedLayer, shrinkOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';

/*
 * What a shortcut takes of the input of a block that makes images smaller: every s-th row and column, from the first
 * (He et al. 2016, option A). It moves numbers and computes none, by reshaping, padding and cutting matrices: these are
 * fast on every backend.
 */

const padded = (x: Tensor2D, columns: number): Tensor2D => (columns === 0 ? x : tf.pad2d(x, [[0, 0], [0, columns]])); // prettier-ignore
const firstOf = (x: Tensor, width: number, columns: number): Tensor2D => {
  const rows = tf.reshape(x, [-1, width]) as Tensor2D;
  return columns === width ? rows : tf.slice2d(rows, [0, 0], [rows.shape[0], columns]);
};

interface Extents {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  /** Rows and columns that are taken. */
  readonly taken: readonly [number, number];
  readonly stride: number;
}

function extentsOf({ input, output }: PlacedLayer): Extents {
  const [rows, columns, channels] = input as [number, number, number];
  return {
    rows,
    columns,
    channels,
    taken: [output[0] as number, output[1] as number],
    stride: shrinkOf(input, output),
  };
}

/** Places of the block's output in its input, [places, channels of the input]; a new tensor. */
export function taken(layer: PlacedLayer, x: Tensor): Tensor2D {
  const channels = lastOf(layer.input);
  if (shrinkOf(layer.input, layer.output) === 1) return tf.reshape(x, [-1, channels]) as Tensor2D;
  const { rows, columns, taken: [down, right], stride } = extentsOf(layer); // prettier-ignore
  const line = columns * channels;
  const filled = padded(firstOf(x, rows * line, rows * line), (down * stride - rows) * line);
  const someRows = padded(firstOf(filled, stride * line, line), (right * stride - columns) * channels);
  return firstOf(someRows, stride * channels, channels);
}

/** The gradient of `taken`: what was not taken gets 0. @param dy [places, channels of the input] */
export function spread(layer: PlacedLayer, dy: Tensor2D): Tensor {
  const shape = [-1, ...layer.input];
  if (shrinkOf(layer.input, layer.output) === 1) return tf.reshape(dy, shape);
  const { rows, columns, channels, taken: [down, right], stride } = extentsOf(layer); // prettier-ignore
  const line = columns * channels;
  const wide = padded(dy, (stride - 1) * channels);
  const lines = firstOf(wide, right * stride * channels, line);
  const high = padded(lines, (stride - 1) * line);
  return tf.reshape(firstOf(high, down * stride * line, rows * line), shape);
}

/** Adds channels of zeros at the end. */
export const widened = ({ input, output }: PlacedLayer, places: Tensor2D): Tensor =>
  tf.reshape(padded(places, lastOf(output) - lastOf(input)), [-1, ...output]);

/** The gradient of `widened`. */
export const narrowed = ({ input, output }: PlacedLayer, dy: Tensor): Tensor2D => firstOf(dy, lastOf(output), lastOf(input)); // prettier-ignore
