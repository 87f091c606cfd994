import { type ImageShape, type ModelSpec } from '@seedbed/core';

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
  readonly pool: number;
}

export interface DenseLayer extends LayerBase {
  readonly kind: 'dense';
  /** Share of the outputs dropped in training. */
  readonly dropout: number;
}

export type Layer = ConvolutionLayer | DenseLayer;

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

/** Lays out the network's layers and their places in the parameter vector. */
export function layersOf(model: ModelSpec, image: ImageShape, classes: number): Layer[] {
  const layers: Layer[] = [];
  let shape: readonly number[] = [image.height, image.width, image.channels];
  let from = 0;
  const place = (weights: readonly number[], output: readonly number[]) => {
    const units = weights[weights.length - 1] as number;
    const to = from + sizeOf(weights) + units;
    const placed = { weights, fanIn: sizeOf(weights) / units, input: shape, output, from, to };
    from = to;
    shape = output;
    return placed;
  };
  model.convolutions.forEach(({ filters, kernel, stride, pool }, index) => {
    const [height, width, channels] = shape as [number, number, number];
    const reduced = (extent: number) => Math.floor(Math.ceil(extent / stride) / pool);
    const placed = place([kernel, kernel, channels, filters], [reduced(height), reduced(width), filters]);
    layers.push({ kind: 'convolution', name: `conv${index + 1}`, relu: true, stride, pool, ...placed });
  });
  [...model.dense, classes].forEach((units, index) => {
    const last = index === model.dense.length;
    const name = last ? 'classifier' : `dense${index + 1}`;
    const placed = place([sizeOf(shape), units], [units]);
    layers.push({ kind: 'dense', name, relu: !last, dropout: last ? 0 : model.dropout, ...placed });
  });
  return layers;
}

/** Parameters of a network: weights and biases of every layer. */
export const parameterCount = (layers: readonly Layer[]) => (layers[layers.length - 1] as Layer).to;
