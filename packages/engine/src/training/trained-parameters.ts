import { SeedbedError, storedCount } from '@seedbed/core';
import { trainedOf } from '../network/layout.js';
import type { TrainingRun } from './run.js';

/**
 * The parameters of the layers that a run trains, out of all that is stored of a network of the same shapes.
 * @throws SeedbedError SB_WEIGHTS_SHAPE for a network of other shapes.
 */
export function trainedParameters(network: Pick<TrainingRun, 'layers' | 'frozen'>, stored: Float32Array): Float32Array {
  const count = storedCount(network.layers);
  if (stored.length !== count) throw otherShapes(count, stored.length);
  return trainedOf(network, stored).parameters;
}

const otherShapes = (own: number, others: number) =>
  new SeedbedError('SB_WEIGHTS_SHAPE', `the run looks at the weights of another one, which has ${others} of them, but its own network has ${own}`, { hint: 'give both the same layers and as many classes' }); // prettier-ignore
