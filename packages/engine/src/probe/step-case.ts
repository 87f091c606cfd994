import type { Unit } from '../config/network.js';
import type { SgdOptions } from '../config/training.js';
import { layersOf, parameterCount } from '../network/layers.js';
import { eighths } from './cases.js';

/*
 * One step of a small network that has everything: convolution with pooling, a dense layer with dropout, the classifier;
 * clipping, weight decay, momentum. It tries what lies between the kernels, which is TensorFlow.js on the same backend.
 */

const units: Unit[] = [
  { kind: 'convolution', name: 'conv1', filters: 2, kernelSize: 3, stride: 1, poolSize: 2 },
  { kind: 'dense', name: 'dense1', units: 3, dropout: { name: 'dropout1', rate: 0.5 } },
  { kind: 'dense', name: 'classifier', units: null, dropout: null },
];

export const stepLayers = layersOf(units, { height: 5, width: 4, channels: 2 }, 3);
export const stepOptimizer: SgdOptions = { momentum: 0.5, nesterov: true, weightDecay: 0.125, clipNorm: 0.5 };
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
