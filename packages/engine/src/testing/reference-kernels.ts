import type { KernelCase, KernelName, Operand } from '../probe/cases.js';

/*
 * The kernels once more, in plain loops and doubles: the definition of kernels.ts, sharing no code with any backend.
 * With each output comes the size of what was summed for it, by which rounding is judged.
 */

/** An output of a kernel. */
export interface Answer {
  readonly shape: readonly number[];
  readonly values: Float64Array;
  /** Sum of the absolute values of each element's terms: 0 where nothing is rounded. */
  readonly terms: Float64Array;
}

type Reference = (operands: readonly Operand[], settings: readonly number[]) => readonly Answer[];

const sizeOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

function empty(shape: readonly number[]): Answer {
  return { shape, values: new Float64Array(sizeOf(shape)), terms: new Float64Array(sizeOf(shape)) };
}

function add({ values, terms }: Answer, at: number, term: number): void {
  values[at] = (values[at] as number) + term;
  terms[at] = (terms[at] as number) + Math.abs(term);
}

const index4 = (shape: readonly number[], a: number, b: number, c: number, d: number) =>
  ((a * (shape[1] as number) + b) * (shape[2] as number) + c) * (shape[3] as number) + d;

/** Zeros before the first pixel where TensorFlow pads SAME: of an uneven number, the larger half follows the last. */
const before = (extent: number, kernel: number, stride: number, isValid: boolean) =>
  isValid ? 0 : Math.floor(Math.max((Math.ceil(extent / stride) - 1) * stride + kernel - extent, 0) / 2);

const windowsIn = (extent: number, kernel: number, stride: number, isValid: boolean) =>
  isValid ? Math.floor((extent - kernel) / stride) + 1 : Math.ceil(extent / stride);

/** Visits each pixel that a window sees: places in image and kernel, and the window's. */
function eachPixel(
  [batch, height, width]: readonly [number, number, number],
  [rows, columns]: readonly [number, number],
  [stride, padding]: readonly number[],
  visit: (pixel: readonly [b: number, row: number, column: number], down: number, right: number, y: number, x: number) => void, // prettier-ignore
): readonly [number, number] {
  const [step, isValid] = [stride as number, padding === 1];
  const output = [windowsIn(height, rows, step, isValid), windowsIn(width, columns, step, isValid)] as const;
  for (let b = 0; b < batch; b++)
    for (let y = 0; y < output[0]; y++)
      for (let x = 0; x < output[1]; x++)
        for (let down = 0; down < rows; down++)
          for (let right = 0; right < columns; right++) {
            const row = y * step + down - before(height, rows, step, isValid);
            const column = x * step + right - before(width, columns, step, isValid);
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            visit([b, row, column], down, right, y, x);
          }
  return output;
}

type Product = (x: number, weight: number, y: number) => void;
/** Visits every product of a convolution: places in image, filter and output. */
type Products = (image: readonly number[], filter: readonly number[], settings: readonly number[], visit: Product) => readonly number[]; // prettier-ignore
type Extents = readonly [number, number, number, number];

const eachProduct: Products = (image, filter, settings, visit) => {
  const [[batch, height, width, channels], [rows, columns, , filters]] = [image as Extents, filter as Extents];
  const places = eachPixel([batch, height, width], [rows, columns], settings, () => {});
  const output = [batch, ...places, filters];
  eachPixel([batch, height, width], [rows, columns], settings, ([b, row, column], down, right, y, x) => {
    for (let channel = 0; channel < channels; channel++)
      for (let out = 0; out < filters; out++)
        visit(
          index4(image, b, row, column, channel),
          index4(filter, down, right, channel, out),
          index4(output, b, y, x, out),
        );
  });
  return output;
};

const eachOwnProduct: Products = (image, filter, settings, visit) => {
  const [[batch, height, width, channels], [rows, columns, , multiplier]] = [image as Extents, filter as Extents];
  const places = eachPixel([batch, height, width], [rows, columns], settings, () => {});
  const output = [batch, ...places, channels * multiplier];
  eachPixel([batch, height, width], [rows, columns], settings, ([b, row, column], down, right, y, x) => {
    for (let channel = 0; channel < channels; channel++)
      for (let m = 0; m < multiplier; m++)
        visit(
          index4(image, b, row, column, channel),
          index4(filter, down, right, channel, m),
          index4(output, b, y, x, channel * multiplier + m),
        );
  });
  return output;
};

const value = ({ values }: Operand, at: number) => values[at] as number;

/** Visits every window of a pool: the place of its result, and those of its pixels in reading order. */
function eachWindow(
  image: readonly number[],
  [window, stride]: readonly number[],
  visit: (out: number, pixels: readonly number[]) => void,
): readonly number[] {
  const [batch, height, width, channels] = image as Extents;
  const [size, step] = [window as number, stride as number];
  const output = [batch, windowsIn(height, size, step, true), windowsIn(width, size, step, true), channels] as const;
  for (let b = 0; b < batch; b++)
    for (let row = 0; row < output[1]; row++)
      for (let column = 0; column < output[2]; column++)
        for (let channel = 0; channel < channels; channel++) {
          const pixels = Array.from({ length: size * size }, (_, pixel) =>
            index4(image, b, row * step + Math.floor(pixel / size), column * step + (pixel % size), channel),
          );
          visit(index4(output, b, row, column, channel), pixels);
        }
  return output;
}

/** The first of the largest. */
const largestOf = (x: Operand, pixels: readonly number[]) =>
  pixels.reduce((best, at) => (value(x, at) > value(x, best) ? at : best));

/** A convolution and its gradients, by what products it is the sum of. */
const convolutions = (products: Products): readonly [Reference, Reference, Reference] => [
  ([x, filter], settings) => {
    const { shape: image } = x as Operand;
    const answer = empty(products(image, (filter as Operand).shape, settings, () => {}));
    products(image, (filter as Operand).shape, settings, (from, weight, to) =>
      add(answer, to, value(x as Operand, from) * value(filter as Operand, weight)),
    );
    return [answer];
  },
  ([dy, filter], [stride, padding, ...image]) => {
    const answer = empty(image);
    products(image, (filter as Operand).shape, [stride as number, padding as number], (from, weight, to) =>
      add(answer, from, value(dy as Operand, to) * value(filter as Operand, weight)),
    );
    return [answer];
  },
  ([dy, x], [stride, padding, ...filter]) => {
    const answer = empty(filter);
    products((x as Operand).shape, filter, [stride as number, padding as number], (from, weight, to) =>
      add(answer, weight, value(dy as Operand, to) * value(x as Operand, from)),
    );
    return [answer];
  },
];

const [convolve, convolveInputGradient, convolveFilterGradient] = convolutions(eachProduct);
const [convolveChannels, convolveChannelsInputGradient, convolveChannelsFilterGradient] = convolutions(eachOwnProduct);

const each = ({ shape, values }: Operand, of: (value: number, at: number) => number): readonly Answer[] => [
  { ...empty(shape), values: Float64Array.from(values, of) },
];

const product: Reference = ([a, b], [first, second]) => {
  const [rows, inner] = first ? [...(a as Operand).shape].reverse() : (a as Operand).shape;
  const columns = (b as Operand).shape[second ? 0 : 1] as number;
  const answer = empty([rows as number, columns]);
  for (let row = 0; row < (rows as number); row++)
    for (let column = 0; column < columns; column++)
      for (let at = 0; at < (inner as number); at++) {
        const left = value(a as Operand, first ? at * (rows as number) + row : row * (inner as number) + at);
        const right = value(b as Operand, second ? column * (inner as number) + at : at * columns + column);
        add(answer, row * columns + column, left * right);
      }
  return [answer];
};

/** The matrices that the first axis counts. */
const apart = ({ shape: [count = 0, ...shape], values }: Operand): Operand[] => {
  const size = sizeOf(shape);
  return Array.from({ length: count }, (_, at) => ({ shape, values: values.slice(at * size, (at + 1) * size) }));
};

const references: Readonly<Record<KernelName, Reference>> = {
  ...{ convolve, convolveInputGradient, convolveFilterGradient },
  ...{ convolveChannels, convolveChannelsInputGradient, convolveChannelsFilterGradient },
  maxPool: ([x], settings) => {
    const largest: number[] = [];
    const shape = eachWindow((x as Operand).shape, settings, (out, pixels) => {
      largest[out] = value(x as Operand, largestOf(x as Operand, pixels));
    });
    return [{ ...empty(shape), values: Float64Array.from(largest) }];
  },
  maxPoolGradient: ([dy, x], settings) => {
    const answer = empty((x as Operand).shape);
    const visit = (out: number, pixels: readonly number[]) => add(answer, largestOf(x as Operand, pixels), value(dy as Operand, out)); // prettier-ignore
    eachWindow((x as Operand).shape, settings, visit);
    // What a single window gives is rounded nowhere.
    const [window, stride] = settings as [number, number];
    return [stride < window ? answer : { ...answer, terms: answer.terms.fill(0) }];
  },
  averagePool: ([x], settings) => {
    const { shape: image } = x as Operand;
    const answer = empty(eachWindow(image, settings, () => {}));
    eachWindow(image, settings, (out, pixels) => {
      for (const at of pixels) add(answer, out, value(x as Operand, at) / pixels.length);
    });
    return [answer];
  },
  averagePoolGradient: ([dy], [window, stride, ...image]) => {
    const answer = empty(image);
    eachWindow(image, [window as number, stride as number], (out, pixels) => {
      for (const at of pixels) add(answer, at, value(dy as Operand, out) / pixels.length);
    });
    return [answer];
  },
  addBias: ([x, bias]) => {
    const answer = empty((x as Operand).shape);
    const length = (bias as Operand).values.length;
    answer.values.forEach((_, at) => {
      add(answer, at, value(x as Operand, at));
      add(answer, at, value(bias as Operand, at % length));
    });
    return [answer];
  },
  biasGradient: ([dy]) => {
    const { shape, values } = dy as Operand;
    const answer = empty(shape.slice(-1));
    values.forEach((term, at) => add(answer, at % answer.values.length, term));
    return [answer];
  },
  relu: ([x]) => each(x as Operand, (number) => Math.max(number, 0)),
  reluGradient: ([dy, y]) => each(dy as Operand, (number, at) => (value(y as Operand, at) > 0 ? number : 0)),
  multiply: product,
  multiplyEach: ([a, b], settings) => {
    const others = apart(b as Operand);
    const answers = apart(a as Operand).map((matrix, at) => product([matrix, others[at] as Operand], settings)[0] as Answer); // prettier-ignore
    const joined = (of: (answer: Answer) => Float64Array) =>
      Float64Array.from(answers.flatMap((answer) => [...of(answer)]));
    const shape = [answers.length, ...(answers[0] as Answer).shape];
    return [{ shape, values: joined(({ values }) => values), terms: joined(({ terms }) => terms) }];
  },
  crossEntropy: ([logits, labels]) => {
    const [batch, classes] = (logits as Operand).shape as [number, number];
    const [mean, gradient] = [empty([]), empty([batch, classes])];
    for (let row = 0; row < batch; row++) {
      const scores = Array.from((logits as Operand).values.slice(row * classes, (row + 1) * classes));
      const highest = Math.max(...scores);
      const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
      const label = value(labels as Operand, row);
      // The loss is a difference of logits, and exp(l) is off by as much as l is.
      const size = Math.max(1, ...scores.map(Math.abs)) / batch;
      mean.values[0] = (mean.values[0] as number) + (Math.log(total) + highest - (scores[label] as number)) / batch;
      mean.terms[0] = (mean.terms[0] as number) + size;
      scores.forEach((score, index) => {
        const share = Math.exp(score - highest) / total;
        gradient.values[row * classes + index] = (share - (index === label ? 1 : 0)) / batch;
        gradient.terms[row * classes + index] = size;
      });
    }
    return [mean, gradient];
  },
};

/** What a kernel gives by its definition. */
export const referenceAnswer = ({ kernel, operands, settings }: KernelCase): readonly Answer[] =>
  references[kernel](operands, settings);
