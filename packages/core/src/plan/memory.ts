import type { ImageShape } from '../dataset/contract.js';
import type { CellSpec } from './cell.js';
import { classesOf, layerSizes } from './cost.js';

/** What a worker takes beside networks: TensorFlow, its graphs, a data set, images on their way; measured, bytes. */
const atRest = 950e6;
/** Bytes of frozen layers' outputs that a worker keeps: in memory of all and of one set of images, beyond that in files. */
export const frozenBounds = { memory: 16 * 2 ** 20, each: 16 * 2 ** 20, files: 16 * 2 ** 30 } as const;
/** Copies of the parameters that a step has at once: state, gradient, velocity, what lies between. */
const parameterCopies = 12;
/** Of each activation: itself, its gradient, and a layout of its own where oneDNN wants one. */
const activationCopies = 3;

/**
 * Memory that a worker takes for a run, bytes: an estimate on the safe side, to decide how many runs go side by side.
 * Measured peaks are in docs/benchmarks.md.
 */
export function memoryOf(cell: CellSpec, image: ImageShape): number {
  const layers = layerSizes(cell.model, image, classesOf(cell));
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const activations = layers.reduce((sum, layer) => sum + layer.wide + layer.output, 0);
  return (
    atRest +
    frozenBounds.memory +
    4 * (parameterCopies * parameters + activationCopies * cell.training.batch * activations)
  );
}
