import { type PlacedLayer, sizeOf } from '@seedbed/core';
import { alone, own, type Values } from './reference-call.js';

/* What slides over images once more, in plain loops and doubles. */

interface Sliding {
  readonly kernel: number;
  readonly stride: number;
  readonly isPadded: boolean;
}

const kernelOf = ({ options }: PlacedLayer): Sliding => ({
  kernel: options['kernelSize'] as number,
  stride: options['stride'] as number,
  isPadded: options['padding'] === 'same',
});

const windowOf = ({ options }: PlacedLayer): Sliding => ({
  kernel: options['poolSize'] as number,
  stride: (options['stride'] ?? options['poolSize']) as number,
  isPadded: false,
});

/** Zeros before the first pixel where TensorFlow pads SAME. */
function before(extent: number, { kernel, stride, isPadded }: Sliding): number {
  const outputs = Math.ceil(extent / stride);
  return isPadded ? Math.floor(Math.max((outputs - 1) * stride + kernel - extent, 0) / 2) : 0;
}

/** Visits each pixel that a window sees: the window's place, the place in the kernel, the pixel. */
function eachPixel(
  { input, output }: PlacedLayer,
  sliding: Sliding,
  visit: (window: number, at: number, pixel: number) => void,
): void {
  const [height, width] = input as [number, number, number];
  const [rows, columns] = output as [number, number, number];
  const { kernel, stride } = sliding;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let at = 0; at < kernel * kernel; at++) {
        const y = row * stride + Math.floor(at / kernel) - before(height, sliding);
        const x = column * stride + (at % kernel) - before(width, sliding);
        if (y >= 0 && y < height && x >= 0 && x < width) visit(row * columns + column, at, y * width + x);
      }
}

/** Zeros, or the bias of each channel. */
function start({ output }: PlacedLayer, bias: Values | undefined): Float64Array {
  const channels = output[2] as number;
  return Float64Array.from({ length: sizeOf(output) }, (_, at) => bias?.[at % channels] ?? 0);
}

const add = (sums: Float64Array, at: number, term: number) => {
  sums[at] = (sums[at] as number) + term;
};

export const conv = alone((call, x) => {
  const { layer } = call;
  const [channels, filters] = [layer.input[2] as number, layer.output[2] as number];
  const groups = layer.options['groups'] as number;
  const [inEach, outEach] = [channels / groups, filters / groups];
  const weights = own(call, 'weights') as Values;
  const sums = start(layer, own(call, 'bias'));
  eachPixel(layer, kernelOf(layer), (window, at, pixel) => {
    for (let filter = 0; filter < filters; filter++)
      for (let own = 0; own < inEach; own++) {
        const channel = Math.floor(filter / outEach) * inEach + own;
        const weight = weights[(at * inEach + own) * filters + filter] as number;
        add(sums, window * filters + filter, (x[pixel * channels + channel] as number) * weight);
      }
  });
  return sums;
});

export const depthwiseConv = alone((call, x) => {
  const { layer } = call;
  const channels = layer.input[2] as number;
  const multiplier = layer.options['multiplier'] as number;
  const weights = own(call, 'weights') as Values;
  const sums = start(layer, own(call, 'bias'));
  eachPixel(layer, kernelOf(layer), (window, at, pixel) => {
    for (let channel = 0; channel < channels; channel++)
      for (let m = 0; m < multiplier; m++) {
        const weight = weights[(at * channels + channel) * multiplier + m] as number;
        add(sums, (window * channels + channel) * multiplier + m, (x[pixel * channels + channel] as number) * weight);
      }
  });
  return sums;
});

export const maxPool = alone(({ layer }, x) => {
  const channels = layer.input[2] as number;
  const output = new Float64Array(sizeOf(layer.output)).fill(-Infinity);
  eachPixel(layer, windowOf(layer), (window, _, pixel) => {
    for (let channel = 0; channel < channels; channel++) {
      const at = window * channels + channel;
      output[at] = Math.max(output[at] as number, x[pixel * channels + channel] as number);
    }
  });
  return output;
});

export const averagePool = alone(({ layer }, x) => {
  const channels = layer.input[2] as number;
  const window = windowOf(layer);
  const sums = new Float64Array(sizeOf(layer.output));
  eachPixel(layer, window, (place, _, pixel) => {
    for (let channel = 0; channel < channels; channel++) {
      add(sums, place * channels + channel, (x[pixel * channels + channel] as number) / window.kernel ** 2);
    }
  });
  return sums;
});
