import { type PlacedLayer, sizeOf } from '@seedbed/core';
import { attention, patchEmbedding, residualWith } from './reference-blocks.js';

/*
 * Layers once more, in plain loops and doubles, one example at a time, as the papers write them. Shares no code with the
 * kernels.
 */

export type Values = ArrayLike<number>;

export interface ReferenceCall {
  readonly layer: PlacedLayer;
  /** Parameters of the layer and of those inside, by `LAYER/NAME`. */
  readonly parameters: Readonly<Record<string, Values>>;
  /** What dropout multiplies with, by the layer's name; none in evaluation. */
  readonly masks: Readonly<Record<string, Values>>;
}

export type ReferenceLayer = (call: ReferenceCall, x: Values) => Values;

const own = ({ layer, parameters }: ReferenceCall, name: string): Values | undefined => parameters[`${layer.name}/${name}`]; // prettier-ignore

/** Zeros before the first pixel where TensorFlow pads SAME. */
function before(extent: number, kernel: number, stride: number): number {
  const outputs = Math.ceil(extent / stride);
  return Math.floor(Math.max((outputs - 1) * stride + kernel - extent, 0) / 2);
}

function conv(call: ReferenceCall, x: Values): Values {
  const { layer } = call;
  const [height, width, channels] = layer.input as [number, number, number];
  const [rows, columns, filters] = layer.output as [number, number, number];
  const { kernelSize: kernel, stride } = layer.options as { kernelSize: number; stride: number };
  const [weights, bias] = [own(call, 'weights') as Values, own(call, 'bias')];
  const [top, left] = [before(height, kernel, stride), before(width, kernel, stride)];
  const output = new Float64Array(sizeOf(layer.output));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let filter = 0; filter < filters; filter++) {
        let sum = bias?.[filter] ?? 0;
        for (let down = 0; down < kernel; down++)
          for (let right = 0; right < kernel; right++) {
            const [y, at] = [row * stride + down - top, column * stride + right - left];
            if (y < 0 || y >= height || at < 0 || at >= width) continue;
            for (let channel = 0; channel < channels; channel++) {
              const weight = ((down * kernel + right) * channels + channel) * filters + filter;
              sum += (x[(y * width + at) * channels + channel] as number) * (weights[weight] as number);
            }
          }
        output[(row * columns + column) * filters + filter] = sum;
      }
  return output;
}

function maxPool({ layer }: ReferenceCall, x: Values): Values {
  const [, width, channels] = layer.input as [number, number, number];
  const [rows, columns] = layer.output as [number, number, number];
  const { poolSize, stride = poolSize } = layer.options as { poolSize: number; stride?: number };
  const output = new Float64Array(sizeOf(layer.output)).fill(-Infinity);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let down = 0; down < poolSize; down++)
        for (let right = 0; right < poolSize; right++)
          for (let channel = 0; channel < channels; channel++) {
            const at = (row * columns + column) * channels + channel;
            const from = ((row * stride + down) * width + column * stride + right) * channels + channel;
            output[at] = Math.max(output[at] as number, x[from] as number);
          }
  return output;
}

function dense(call: ReferenceCall, x: Values): Values {
  const [units] = call.layer.output as [number];
  const [weights, bias] = [own(call, 'weights') as Values, own(call, 'bias')];
  return Float64Array.from({ length: units }, (_, unit) => {
    let sum = bias?.[unit] ?? 0;
    for (let input = 0; input < x.length; input++) sum += (x[input] as number) * (weights[input * units + unit] as number); // prettier-ignore
    return sum;
  });
}

function dropout({ layer, masks }: ReferenceCall, x: Values): Values {
  const mask = masks[layer.name];
  return mask ? Float64Array.from(x, (value, at) => value * (mask[at] as number)) : x;
}

const each = (of: (value: number) => number): ReferenceLayer => (_, x) => Float64Array.from(x, of); // prettier-ignore

const residual = residualWith(({ layer, ...call }, x) =>
  layer.inside.reduce<Values>((signal, inner) => referenceOf(inner)({ ...call, layer: inner }, signal), x),
);

/** By kind. */
export const referenceLayers: Readonly<Record<string, ReferenceLayer>> = {
  ...{ conv, maxPool, dense, classifier: dense, regressor: dense, dropout },
  ...{ residual, patchEmbedding, attention },
  flatten: (_, x) => x,
  relu: each((value) => Math.max(value, 0)),
};

/** @throws TypeError where there is none. */
export function referenceOf({ kind }: PlacedLayer): ReferenceLayer {
  const reference = referenceLayers[kind];
  if (!reference) throw new TypeError(`there is no reference of ${kind}`);
  return reference;
}
