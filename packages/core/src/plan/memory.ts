import type { ImageShape } from '../dataset/contract.js';
import type { CellSpec } from './cell.js';
import { classesOf, layerSizes } from './cost.js';

/** What a worker takes beside networks: TensorFlow, its graphs, a data set, images on their way; measured, bytes. */
const atRest = 700e6;
/** Outputs of frozen layers that it keeps in memory, at most. */
const frozenOutputs = 256 * 2 ** 20;
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
    atRest + frozenOutputs + 4 * (parameterCopies * parameters + activationCopies * cell.training.batch * activations)
  );
}
