import { placesOf, sizeOf } from '@seedbed/core';
import type { Kernels } from '../kernels/kernels.js';

/** In cases paddings are numbers: their places here. */
export const paddings = ['same', 'valid'] as const;

export type KernelName = Exclude<keyof Kernels, 'compile' | 'load' | 'hold' | 'lossesKept'>;

export interface Operand {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** One kernel on a few numbers. */
export interface KernelCase {
  readonly kernel: KernelName;
  /** What is tried, for people. */
  readonly about: string;
  /** Tensors, in the order of the kernel's parameters. */
  readonly operands: readonly Operand[];
  /**
   * Stride and padding, or window and stride; then the shape that a gradient has. Of a product, whether each matrix is
   * transposed, 0 or 1.
   */
  readonly settings: readonly number[];
  /** Whether the known answer is condensed (condense.ts): of large outputs. Default: false. */
  readonly condensed?: boolean;
}

/** Eighths between -3.75 and 3.75, in no order: any format for numbers has them, and small sums of their products. */
export function eighths(shape: readonly number[], salt: number, scale = 1): Operand {
  const at = (index: number) => ((((7 * index + 37) * index + 11 * salt) % 61) - 30) / 8;
  return { shape, values: Float32Array.from({ length: sizeOf(shape) }, (_, index) => scale * at(index)) };
}

export const given = (shape: readonly number[], values: readonly number[]): Operand => ({ shape, values: Float32Array.from(values) }); // prettier-ignore
const levels = (shape: readonly number[], salt: number): Operand => ({ shape, values: eighths(shape, salt).values.map(Math.round) }); // prettier-ignore
/** Eighths of which no two that are near each other are equal. */
const unequal = (shape: readonly number[]) => given(shape, Array.from({ length: sizeOf(shape) }, (_, at) => (((23 * at) % 67) - 33) / 8)); // prettier-ignore
export const labelsOf = (...classes: number[]): Operand => ({
  shape: [classes.length],
  values: Int32Array.from(classes),
});

/** Times this an eighth has all the digits of float32: fewer would be seen. */
export const digits = 1.2345678;

/** Images, filter, stride, scale, padding. */
type Convolution = readonly [string, number[], [number, number, number, number], number, number?, (typeof paddings)[number]?]; // prettier-ignore

const convolutions: readonly Convolution[] = [
  ['several channels, a filter that is not square', [2, 4, 5, 3], [2, 3, 3, 2], 1],
  ['odd sizes at stride 2', [2, 5, 7, 1], [3, 3, 1, 2], 2],
  ['even sizes at stride 2', [1, 6, 4, 2], [3, 3, 2, 2], 2],
  ['a stride that leaves pixels out', [1, 7, 6, 2], [2, 3, 2, 3], 4],
  ['a stride beyond a filter of one pixel', [1, 8, 6, 2], [1, 1, 2, 2], 3],
  ['a filter larger than the image', [1, 2, 3, 2], [5, 5, 2, 2], 1],
  ['a filter of one pixel, a batch of one', [1, 3, 3, 4], [1, 1, 4, 3], 1],
  ['large values', [1, 3, 3, 1], [3, 3, 1, 1], 1, 256],
  ['numbers of many digits', [1, 4, 4, 2], [3, 3, 2, 2], 1, digits],
  ['no padding', [2, 5, 6, 2], [3, 2, 2, 3], 1, 1, 'valid'],
  ['no padding, pixels at the end that no window sees', [1, 8, 7, 2], [3, 3, 2, 2], 2, 1, 'valid'],
  ['no padding, a stride beyond the filter', [1, 7, 8, 1], [2, 1, 1, 2], 3, 1, 'valid'],
];

/** What a convolution and its gradients are tried with. @param filters how many channels come out. */
function triedWith([, image, filter, stride, scale, padding = 'same']: Convolution, salt: number, filters: number) {
  const [batch, height, width] = image as [number, number, number];
  const rows = placesOf(height, filter[0], stride, padding);
  const columns = placesOf(width, filter[1], stride, padding);
  return {
    x: eighths(image, salt, scale),
    weights: eighths(filter, salt + 20),
    dy: eighths([batch, rows, columns, filters], salt + 40, scale),
    settings: [stride, paddings.indexOf(padding)],
  };
}

export const convolvingOf = (listed: readonly Convolution[]) =>
  listed.flatMap((each, salt): KernelCase[] => {
    const [about, image, filter] = each;
    const { x, weights, dy, settings } = triedWith(each, salt, filter[3]);
    return [
      { kernel: 'convolve', about, operands: [x, weights], settings },
      { kernel: 'convolveInputGradient', about, operands: [dy, weights], settings: [...settings, ...image] },
      { kernel: 'convolveFilterGradient', about, operands: [dy, x], settings: [...settings, ...filter] },
    ];
  });

/** Each channel by itself, with filters [height, width, channels, multiplier]. */
const channelwise: readonly Convolution[] = [
  ['a filter for each channel', [2, 4, 5, 3], [3, 3, 3, 1], 1],
  ['several filters for each channel', [1, 5, 4, 2], [3, 2, 2, 3], 1],
  ['odd sizes at stride 2', [2, 5, 7, 2], [3, 3, 2, 2], 2],
  ['even sizes at stride 2', [1, 6, 4, 3], [3, 3, 3, 1], 2],
  ['no padding', [1, 6, 5, 2], [3, 3, 2, 2], 1, 1, 'valid'],
  ['no padding, pixels at the end that no window sees', [1, 8, 7, 2], [3, 3, 2, 1], 2, 1, 'valid'],
  ['a stride beyond the filter', [1, 7, 8, 2], [1, 2, 2, 2], 3],
  ['numbers of many digits', [1, 4, 4, 2], [3, 3, 2, 2], 1, digits],
];

export const channelsOf = (listed: readonly Convolution[]) =>
  listed.flatMap((each, salt): KernelCase[] => {
    const [about, image, filter] = each;
    const { x, weights, dy, settings } = triedWith(each, salt + 10, filter[2] * filter[3]);
    return [
      { kernel: 'convolveChannels', about, operands: [x, weights], settings },
      { kernel: 'convolveChannelsInputGradient', about, operands: [dy, weights], settings: [...settings, ...image] },
      { kernel: 'convolveChannelsFilterGradient', about, operands: [dy, x], settings: [...settings, ...filter] },
    ];
  });

/** Images, window, stride: that of the window unless it is given. */
type Pooling = readonly [string, Operand, number, number?];

const poolings: readonly Pooling[] = [
  ['rows and columns that fill no window', unequal([2, 5, 7, 2]), 2],
  ['a window of three', eighths([1, 7, 6, 1], 2, 256), 3],
  ['ties', levels([1, 6, 8, 2], 3), 2],
  ['ties in all windows, as after a ReLU', given([1, 4, 4, 1], new Array<number>(16).fill(0)), 2],
  ['nothing above zero', given([1, 2, 4, 1], [-3, -1, -2, -6, -4, -7, -2.5, -5]), 2],
  ['windows that overlap', unequal([2, 6, 7, 2]), 3, 2],
  ['windows that overlap, ties', levels([1, 7, 8, 2], 6), 3, 1],
  ['pixels between windows', unequal([1, 8, 7, 1]), 2, 3],
];

export const poolingOf = (listed: readonly Pooling[]) =>
  listed.flatMap(([about, x, window, stride = window], salt): KernelCase[] => {
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const places = (extent: number) => placesOf(extent, window, stride, 'valid');
    const dy = eighths([batch, places(height), places(width), channels], salt + 5, 64);
    const settings = [window, stride];
    return [
      { kernel: 'maxPool', about, operands: [x], settings },
      { kernel: 'maxPoolGradient', about, operands: [dy, x], settings },
      { kernel: 'averagePool', about, operands: [x], settings },
      { kernel: 'averagePoolGradient', about, operands: [dy], settings: [...settings, ...x.shape] },
    ];
  });

/** Rows, or images, of the last axis' length. */
type Shape = readonly [string, number[]];

const shapes: readonly Shape[] = [
  ['rows', [3, 5]],
  ['a square', [4, 4]],
  ['a batch of one', [1, 3]],
  ['images', [2, 3, 2, 4]],
];

export const biasingOf = (listed: readonly Shape[]) =>
  listed.flatMap(([about, shape], salt): KernelCase[] => [
    { kernel: 'addBias', about, operands: [eighths(shape, salt), eighths(shape.slice(-1), salt + 3)], settings: [] },
    { kernel: 'biasGradient', about, operands: [eighths(shape, salt, 64)], settings: [] },
  ]);

export const clippingOf = (listed: readonly Shape[]) =>
  listed.flatMap(([about, shape], salt): KernelCase[] => {
    const y = eighths(shape, salt + 9).values.map((value) => Math.max(value, 0));
    return [
      { kernel: 'relu', about, operands: [eighths(shape, salt + 9)], settings: [] },
      { kernel: 'reluGradient', about, operands: [eighths(shape, salt + 4, 256), { shape, values: y }], settings: [] },
    ];
  });

const signs = given([2, 5], [-1000, -1, -0.125, 0, 0.125, 1, 6.5, 100, 1000, 0]);
const clipping: KernelCase[] = [
  { kernel: 'relu', about: 'small and large values of either sign', operands: [signs], settings: [] },
  { kernel: 'relu', about: 'images', operands: [eighths([2, 3, 2, 4], 9)], settings: [] },
  { kernel: 'reluGradient', about: 'outputs of zero, and of all sizes', operands: [eighths([2, 5], 4, 256), { shape: signs.shape, values: signs.values.map((value) => Math.max(value, 0)) }], settings: [] },
]; // prettier-ignore

/** Rows, summands, columns, scale. */
type Product = readonly [string, number, number, number, number?];

const products: readonly Product[] = [
  ['small matrices', 3, 5, 4],
  ['one row, one column', 1, 7, 1],
  ['a sum of one', 4, 1, 3],
  ['a long sum', 2, 70, 3],
  ['numbers of many digits', 3, 6, 3, digits],
];

export const multiplyingOf = (listed: readonly Product[]) =>
  listed.flatMap(([about, rows, inner, columns, scale], salt) =>
    [0, 1, 2, 3].map((which): KernelCase => {
      const [first, second] = [which >> 1, which & 1];
      const a = eighths(first ? [inner, rows] : [rows, inner], salt, scale);
      const b = eighths(second ? [columns, inner] : [inner, columns], salt + 30);
      const transposed = ['', ', the second transposed', ', the first transposed', ', both transposed'][which];
      return { kernel: 'multiply', about: `${about}${transposed}`, operands: [a, b], settings: [first, second] };
    }),
  );

/** Pairs of matrices, all of one size. */
const pairs: readonly KernelCase[] = [0, 1, 2, 3].map((which) => {
  const [first, second] = [which >> 1, which & 1];
  const a = eighths(first ? [3, 4, 2] : [3, 2, 4], 5);
  const b = eighths(second ? [3, 5, 4] : [3, 4, 5], 35);
  const transposed = ['', ', the second transposed', ', the first transposed', ', both transposed'][which];
  return { kernel: 'multiplyEach', about: `three pairs${transposed}`, operands: [a, b], settings: [first, second] };
});

/** Logits, labels. */
type Measured = readonly [string, Operand, Operand];

const losses: readonly Measured[] = [
  ['several classes', eighths([4, 5], 6), labelsOf(0, 4, 2, 4)],
  ['a batch of one', eighths([1, 3], 8), labelsOf(1)],
  ['a batch of one class', eighths([3, 2], 7), labelsOf(1, 1, 1)],
  ['equal logits', given([2, 4], [5, 5, 5, 5, 5, 5, 5, 5]), labelsOf(0, 3)],
  ['large logits, right and wrong', given([3, 2], [1000, -1000, 1000, -1000, 500, 1000]), labelsOf(0, 1, 0)],
];

export const measuringOf = (listed: readonly Measured[]) => listed.map(([about, logits, classes]): KernelCase => ({ kernel: 'crossEntropy', about, operands: [logits, classes], settings: [] })); // prettier-ignore

/** Every kernel, forward and backward, at its edges, on a few numbers. */
export const kernelCases: readonly KernelCase[] = [
  ...convolvingOf(convolutions),
  ...channelsOf(channelwise),
  ...poolingOf(poolings),
  ...biasingOf(shapes),
  ...clipping,
  ...multiplyingOf(products),
  ...pairs,
  ...measuringOf(losses),
];
