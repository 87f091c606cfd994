import { storedCount } from '@seedbed/core';
import { slicesOf, unstored } from '../network/layout.js';
import type { TrainingRun } from './run.js';

/**
 * The parameters of the layers that a run trains, out of all that is stored of a network of the same shapes.
 * @throws RangeError for a network of other shapes.
 */
export function trainedParameters(
  { layers, frozen }: Pick<TrainingRun, 'layers' | 'frozen'>,
  stored: Float32Array,
): Float32Array {
  const count = storedCount(layers);
  if (stored.length !== count) throw new RangeError(`a network of ${count} numbers is needed, but the other run has ${stored.length}`); // prettier-ignore
  return unstored(slicesOf(layers.slice(frozen)), stored.subarray(storedCount(layers.slice(0, frozen)))).parameters;
}
