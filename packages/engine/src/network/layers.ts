import type { ImageShape } from '@seedbed/core';
import type { Dropout, Unit } from '../config/network.js';

interface LayerBase {
  /** conv1, conv2 …, dense1 …, classifier. */
  readonly name: string;
  /** Shape of the weights; the bias has the length of the last axis. */
  readonly weights: readonly number[];
  /** Values that one output sums over. */
  readonly fanIn: number;
  /** Shape of one example going in and coming out. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  /** Where the layer's parameters begin and end in the network's parameter vector: weights, then bias. */
  readonly from: number;
  readonly to: number;
  /** The classifier has no ReLU. */
  readonly relu: boolean;
}

export interface ConvolutionLayer extends LayerBase {
  readonly kind: 'convolution';
  readonly stride: number;
  /** Max-pooling window and stride; 1 is none. */
  readonly poolSize: number;
}

export interface DenseLayer extends LayerBase {
  readonly kind: 'dense';
  /** What is dropped of the outputs in training. */
  readonly dropout: Dropout | null;
}

export type Layer = ConvolutionLayer | DenseLayer;

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

/** What is dropped of a layer's outputs in training: one thing, or none. */
export const dropoutOf = (layer: Layer): Dropout[] =>
  layer.kind === 'dense' && layer.dropout !== null ? [layer.dropout] : [];

/** Lays out a network's units, one layer each, with their places in the parameter vector. */
export function layersOf(units: readonly Unit[], image: ImageShape, classes: number): Layer[] {
  let shape: readonly number[] = [image.height, image.width, image.channels];
  let from = 0;
  const place = (weights: readonly number[], output: readonly number[]) => {
    const outputs = weights[weights.length - 1] as number;
    const to = from + sizeOf(weights) + outputs;
    const placed = { weights, fanIn: sizeOf(weights) / outputs, input: shape, output, from, to };
    from = to;
    shape = output;
    return placed;
  };
  return units.map((unit): Layer => {
    const { name } = unit;
    if (unit.kind === 'dense') {
      const outputs = unit.units ?? classes;
      const placed = place([sizeOf(shape), outputs], [outputs]);
      return { kind: 'dense', name, relu: unit.units !== null, dropout: unit.dropout, ...placed };
    }
    const { filters, kernelSize, stride, poolSize } = unit;
    const [height, width, channels] = shape as [number, number, number];
    const reduced = (extent: number) => Math.floor(Math.ceil(extent / stride) / poolSize);
    const placed = place([kernelSize, kernelSize, channels, filters], [reduced(height), reduced(width), filters]);
    return { kind: 'convolution', name, relu: true, stride, poolSize, ...placed };
  });
}

/** Parameters of a network: weights and biases of every layer. */
export const parameterCount = (layers: readonly Layer[]) => (layers[layers.length - 1] as Layer).to;
