import {
  allLayers,
  type Dataset,
  inputShapeOf,
  knownComponents,
  layersIn,
  outputsOf,
  type PlacedLayer,
  placeNetwork,
  type RunConfig,
  type SeedStreams,
  storedCount,
  unitsOf,
} from '@seedbed/core';
import { initialNumbers, type Upstream } from '@seedbed/engine';
import { buildsItself } from './builds-itself.js';

/** A tensor of a file of weights: they lie one after the other. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Weights with their names; names are null of a network that a program built. */
export interface NamedWeights {
  readonly values: Float32Array;
  readonly tensors: readonly NamedTensor[] | null;
}

const placed = (config: RunConfig, dataset: Dataset): PlacedLayer[] =>
  placeNetwork(config.model.layers, inputShapeOf(config, dataset), outputsOf(config, dataset), knownComponents);

const namesIn = (layers: readonly PlacedLayer[]): NamedTensor[] =>
  allLayers(layers).flatMap(({ name, parameters, buffers }) =>
    [...parameters, ...buffers].map((each) => ({ name: `${name}/${each.name}`, shape: each.shape })),
  );

/**
 * The weights before the first step, as the engine would have them: drawn, and the first layers copied where the config
 * says so. Null where the program builds the network.
 */
export function initialWeights(
  config: RunConfig,
  dataset: Dataset,
  streams: SeedStreams,
  upstream: Upstream,
): NamedWeights | null {
  if (buildsItself(config)) return null;
  const { model, weights, stage } = config;
  const layers = placed(config, dataset);
  const units = weights ? (weights.layers ?? unitsOf(model.layers, knownComponents).length - 1) : 0;
  const copied = layersIn(model.layers, units, knownComponents);
  const values = initialNumbers(layers, stage, streams, copied);
  const from = weights && upstream[weights.from.run];
  if (from) values.set(from.weights.subarray(0, storedCount(layers.slice(0, copied))));
  return { values, tensors: namesIn(layers) };
}

/** The weights of a run that a config refers to, with their names. @param dataset that it learned. */
export function upstreamWeights(config: RunConfig, dataset: Dataset, values: Float32Array): NamedWeights {
  if (buildsItself(config)) return { values, tensors: null };
  return { values, tensors: namesIn(placed(config, dataset)) };
}
