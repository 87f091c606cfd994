import { knownComponents, type Configured, parameterCount, placeNetwork, settled } from '@seedbed/core';
import type { Training } from '../config/engine-config.js';
import { crossEntropy } from '../losses/cross-entropy.js';
import { sgd } from '../optimizers/sgd.js';
import { constant } from '../schedules/constant.js';
import { eighths } from './cases.js';

/*
 * One step of a small network that has everything: convolution with pooling, a dense layer with dropout, the classifier;
 * clipping, weight decay, momentum. It tries what lies between the kernels, which is TensorFlow.js on the same backend.
 */

const layers: Configured[] = [{ conv: { filters: 2 } }, 'relu', 'maxPool', { dense: { units: 3 } }, 'relu', { dropout: { rate: 0.5 } }, 'classifier']; // prettier-ignore

export const stepLayers = placeNetwork(layers, [5, 4, 2], 3, knownComponents);
export const stepOptimizer = { momentum: 0.5, nesterov: true, weightDecay: 0.125, clipNorm: 0.5 };
export const stepRate = 0.25;
export const stepLabels = [2, 0, 1, 1];
/** What dropout multiplies with: 0 for what is dropped. */
export const stepMask = [2, 0, 2, 2, 2, 0, 0, 2, 2, 2, 2, 2];
/** Uniform numbers that make that mask. */
export const stepUniforms = stepMask.map((factor) => (factor === 0 ? 0.25 : 0.5));

export const stepTraining: Training = {
  optimizer: { code: sgd, options: settled(knownComponents, 'optimizer', { sgd: stepOptimizer })?.options },
  schedule: { code: constant, options: {} },
  loss: { code: crossEntropy, options: { smoothing: 0 } },
  methods: [],
  mask: null,
  learningRate: stepRate,
  batchSize: stepLabels.length,
  clipNorm: stepOptimizer.clipNorm,
};

/** Numbers of which no two sums are equal, so that no window has two maxima. */
const uneven = (count: number, salt: number, scale: number) =>
  eighths([count], salt).values.map((value, at) => scale * (value + 0.01 * ((3 * at) % 13))) as Float32Array;

export const stepInputs = uneven(stepLabels.length * 5 * 4 * 2, 1, 0.5);
export const stepParameters = uneven(parameterCount(stepLayers), 2, 0.125);
export const stepVelocity = uneven(parameterCount(stepLayers), 3, 0.0625);
