import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from '../graph/computation.js';
import type { Inputs } from './inputs.js';

/** The numbers of neighbouring rows. */
export const rowsFrom = (first: number, count: number) => Uint32Array.from({ length: count }, (_, row) => first + row);

/** How a step comes to the rows of its batch. */
export interface Taking {
  /** What decides the operations of `taken`. */
  readonly key: unknown;
  /** Those of the constants that are rows on the device: how many there are decides no operation. */
  readonly onDevice: readonly string[];
  /** What lies on the device from the first step on; the caller's. */
  constants(): Tensors;
  /** The rows, [rows, width], among the operations of a step. @param tensors the constants, and what was given. */
  taken(tensors: Tensors): Tensor;
}

/** Rows of which a step takes some, by index: handed over from the host, or from where they lie on the device. */
export interface Source extends Taking {
  /** The same rows on the host, as they are before anything is drawn. */
  readonly inputs: Inputs;
  /** What a step is handed for these rows; the caller's. Draws what is drawn for them. */
  given(indices: ArrayLike<number>): Tensors;
}

/** The step is handed the rows themselves, as `rows`. */
export const handedOver: Taking = {
  key: 'host',
  onDevice: [],
  constants: () => ({}),
  taken: ({ rows }) => rows as Tensor,
};

/**
 * Rows that are made on the host, batch by batch. What was given must be disposed before more is asked for: all batches
 * share one array, since garbage of that size takes time from training.
 * @param filled the rows with what is drawn for them. Default: `inputs`.
 */
export function hostSource(inputs: Inputs, filled = inputs): Source {
  let room = new Float32Array(0);
  return {
    ...handedOver,
    inputs,
    given(indices) {
      const values = indices.length * filled.width;
      if (room.length !== values) room = new Float32Array(values);
      filled.fill(indices, room);
      return { rows: tf.tensor2d(room, [indices.length, filled.width]) };
    },
  };
}
