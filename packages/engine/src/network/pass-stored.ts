import type { PlacedLayer } from '@seedbed/core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import { groupsOf } from './groups.js';
import { bound, cut, slicesOf } from './layout.js';
import { passThrough } from './pass.js';

/**
 * Sends rows through layers that are not trained, as in evaluation.
 * @param vector what is stored of the layers; it may be absent where that is nothing.
 */
export function passStored(
  kernels: Kernels,
  layers: readonly PlacedLayer[],
  vector: Tensor1D | undefined,
  rows: Tensor,
): Tensor {
  const slices = slicesOf(layers);
  return passThrough({ kernels, bound: bound(slices, cut(slices, vector)) }, groupsOf(layers), rows);
}
