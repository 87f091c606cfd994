import type { TrainingSpec } from '@seedbed/core';
import { layersOf, parameterCount } from '../network/layers.js';
import { eighths } from './cases.js';

/*
 * One step of a small network that has everything: convolution with pooling, a dense layer with dropout, the classifier;
 * clipping, weight decay, momentum. It tries what lies between the kernels, which is TensorFlow.js on the same backend.
 */

const input = { mean: [0.5], deviation: [0.25] };
const convolutions = [{ filters: 2, kernel: 3, stride: 1, pool: 2 }];
const model = { family: 'alexnet' as const, convolutions, dense: [3], dropout: 0.5, input };

export const stepLayers = layersOf(model, { height: 5, width: 4, channels: 2 }, 3);
export const stepOptimiser: TrainingSpec['optimiser'] = { name: 'sgd', momentum: 0.5, nesterov: true, weightDecay: 0.125, clipNorm: 0.5 }; // prettier-ignore
export const stepRate = 0.25;
export const stepLabels = [2, 0, 1, 1];
/** Of the dense layer, already scaled. */
export const stepMask = [2, 0, 2, 2, 2, 0, 0, 2, 2, 2, 2, 2];

/** Numbers of which no two sums are equal, so that no window has two maxima. */
const uneven = (count: number, salt: number, scale: number) =>
  eighths([count], salt).values.map((value, at) => scale * (value + 0.01 * ((3 * at) % 13))) as Float32Array;

export const stepInputs = uneven(stepLabels.length * 5 * 4 * 2, 1, 0.5);
export const stepParameters = uneven(parameterCount(stepLayers), 2, 0.125);
export const stepVelocity = uneven(parameterCount(stepLayers), 3, 0.0625);
