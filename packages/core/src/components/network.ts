import { SeedbedError } from '../errors.js';
import { type Configured, nameOf, optionsOf } from './component.js';
import type { Placement, NamedShape } from './placement.js';
import type { Registry } from './registry.js';
import { settled } from './settled.js';
import { Misfit, type Shape, shapeText, sizeOf } from './shapes.js';
import { layerNames } from './units.js';

/** A layer in its place: its shapes, what it needs, and the layers inside of it. */
export interface PlacedLayer {
  /** By kind and number: conv2, residual1/conv1. Seed streams and tensors are called after it. */
  readonly name: string;
  /** Its name in the registry, without a version. */
  readonly kind: string;
  readonly version: number;
  /** All of them, also those at their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of an example. */
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly NamedShape[];
  readonly buffers: readonly NamedShape[];
  /** Multiply-adds of a forward pass of one example, without those of the layers inside. */
  readonly cost: number;
  readonly inside: readonly PlacedLayer[];
}

/**
 * Lays out a network for examples of one shape.
 * @param layers families expanded.
 * @param outputs units of the output: a class each, or a numeric target.
 * @throws SeedbedError SB_SPEC_SHAPE, with the layer's name and the shapes.
 */
export function placeNetwork(
  layers: readonly Configured[],
  input: Shape,
  outputs: number,
  registry: Registry,
): PlacedLayer[] {
  const names = layerNames(layers, registry)[Symbol.iterator]();
  const placeAll = (inner: readonly Configured[], from: Shape): PlacedLayer[] => {
    let shape = from;
    return inner.map((each) => {
      const placed = place(each, shape);
      shape = placed.output;
      return placed;
    });
  };
  const place = (layer: Configured, shape: Shape): PlacedLayer => {
    const name = names.next().value as string;
    const known = settled(registry, 'layer', layer);
    const { name: kind, version, options } = known ?? { name: nameOf(layer), version: 1, options: optionsOf(layer) };
    const inside = placeAll((options['layers'] as readonly Configured[] | undefined) ?? [], shape);
    const site = { input: shape, outputs, inside: inside.at(-1)?.output ?? shape };
    // A layer that nobody knows changes no shape: it is refused elsewhere.
    const declared = registry.find('layer', kind, version);
    const placement = fitted(name, shape, () => declared?.place?.(options, site) ?? { output: shape });
    const { parameters = [], buffers = [], cost = 0, output } = placement;
    return { name, kind, version, options, input: shape, output, parameters, buffers, cost, inside };
  };
  return placeAll(layers, input);
}

function fitted(name: string, input: Shape, place: () => Placement): Placement {
  try {
    const placement = place();
    if (sizeOf(placement.output) > 0) return placement;
    throw new Misfit(`it leaves nothing of ${shapeText(input)}`, 'use smaller kernels, strides or less pooling');
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    throw new SeedbedError('SB_SPEC_SHAPE', `${name} does not fit: ${error.message}`, { hint: error.fix });
  }
}

/** A layer and those inside of it, the outer one first: the order in which weights are stored. */
export const allLayers = (layers: readonly PlacedLayer[]): PlacedLayer[] =>
  layers.flatMap((layer) => [layer, ...allLayers(layer.inside)]);

const valuesIn = (values: readonly NamedShape[]) => values.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** How many parameters layers have. */
export const parameterCount = (layers: readonly PlacedLayer[]): number =>
  allLayers(layers).reduce((sum, { parameters }) => sum + valuesIn(parameters), 0);

/** How many numbers are stored of layers: parameters and buffers. */
export const storedCount = (layers: readonly PlacedLayer[]): number =>
  allLayers(layers).reduce((sum, { parameters, buffers }) => sum + valuesIn(parameters) + valuesIn(buffers), 0);
