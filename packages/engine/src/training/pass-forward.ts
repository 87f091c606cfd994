import { allLayers, type PlacedLayer, sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Inputs } from '../data/inputs.js';
import type { Take } from '../data/shared-rows.js';
import type { Kernels } from '../kernels/kernels.js';
import { passStored } from '../network/pass-stored.js';

/** Values of the widest layer in a forward pass, at most: beyond, evaluation would take more memory than training. */
const widest = 2 ** 24;
const mostRows = 500;

/** Rows that a forward pass takes at once; part of the numerics. */
export function rowsAtOnce(layers: readonly PlacedLayer[]): number {
  const values = Math.max(...allLayers(layers).flatMap(({ input, output }) => [sizeOf(input), sizeOf(output)]));
  return Math.max(1, Math.min(mostRows, Math.floor(widest / values)));
}

type Passed = { readonly vector: Tensor1D; readonly rows: Tensor };

/**
 * Sends rows through `layers` without training them; `take` gets the outputs, [rows x outputs], a few rows at a time.
 * @param vector what is stored of these layers.
 */
export async function passForward(
  kernels: Kernels,
  layers: readonly PlacedLayer[],
  vector: Tensor1D,
  inputs: Inputs,
  take: Take,
): Promise<void> {
  const through = (stored: Tensor1D, rows: Tensor) => tf.tidy(() => passStored(kernels, layers, stored, rows));
  const pass = kernels.compile(JSON.stringify(['pass', layers]), ({ vector: stored, rows }: Passed) => ({
    output: through(stored, rows),
  }));
  const most = rowsAtOnce(layers);
  const room = new Float32Array(Math.min(most, inputs.rows) * inputs.width);
  for (let from = 0; from < inputs.rows; from += most) {
    const count = Math.min(most, inputs.rows - from);
    const values = room.subarray(0, count * inputs.width);
    inputs.fill(Uint32Array.from({ length: count }, (_, row) => from + row), values); // prettier-ignore
    const rows = tf.tensor2d(values, [count, inputs.width]);
    // Fewer rows than half are not worth a graph of their own.
    const output = 2 * count >= most ? pass({ vector, rows }).output : through(vector, rows);
    rows.dispose();
    take(from, (await output.data()) as Float32Array);
    output.dispose();
  }
}
