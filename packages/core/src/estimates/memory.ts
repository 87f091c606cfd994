import type { RunConfig } from '../plan/run-config.js';
import { type DataSize } from './example-counts.js';
import { inputShapeOf, outputsOf } from '../dataset/network-data.js';
import { sizeOf } from '../components/shapes.js';
import { sum } from './sum.js';
import { unitSizes } from './unit-sizes.js';

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
 * @param teacher config of the run that teaches this one, where one does.
 */
export function memoryOf(config: RunConfig, data: DataSize, teacher?: RunConfig): number {
  const units = unitSizes(config.model.layers, inputShapeOf(config, data), outputsOf(config, data));
  const parameters = sum(units.map((unit) => unit.parameters));
  const activations = (config.training?.batchSize ?? 1) * sum(units.map(({ wide, output }) => wide + output));
  const taught = teacher ? forwardValues(teacher, config.training?.batchSize ?? 1, data) : 0;
  return atRest + frozenBounds.memory + 4 * (parameterCopies * parameters + activationCopies * activations + taught);
}

/** Values of a forward pass alone: the stored vector twice, as it comes and cut, and what goes in and out of one unit. */
function forwardValues(config: RunConfig, rows: number, data: DataSize): number {
  const units = unitSizes(config.model.layers, inputShapeOf(config, data), outputsOf(config, data));
  const widest = Math.max(sizeOf(inputShapeOf(config, data)), ...units.map(({ wide, output }) => wide + output));
  return 2 * sum(units.map(({ stored }) => stored)) + 2 * rows * widest;
}
