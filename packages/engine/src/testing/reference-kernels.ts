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

/** Zeros before the first pixel where TensorFlow pads SAME: of an odd number, the larger half follows the last. */
const before = (extent: number, kernel: number, stride: number) =>
  Math.floor(Math.max((Math.ceil(extent / stride) - 1) * stride + kernel - extent, 0) / 2);

/** Visits every product of a convolution: places in image, filter and output. */
function eachProduct(
  image: readonly number[],
  filter: readonly number[],
  stride: number,
  visit: (x: number, weight: number, y: number) => void,
): readonly number[] {
  const [batch, height, width, channels] = image as [number, number, number, number];
  const [rows, columns, , filters] = filter as [number, number, number, number];
  const output = [batch, Math.ceil(height / stride), Math.ceil(width / stride), filters];
  for (let b = 0; b < batch; b++)
    for (let y = 0; y < (output[1] as number); y++)
      for (let x = 0; x < (output[2] as number); x++)
        for (let down = 0; down < rows; down++)
          for (let right = 0; right < columns; right++) {
            const row = y * stride + down - before(height, rows, stride);
            const column = x * stride + right - before(width, columns, stride);
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            for (let channel = 0; channel < channels; channel++)
              for (let out = 0; out < filters; out++)
                visit(
                  index4(image, b, row, column, channel),
                  index4(filter, down, right, channel, out),
                  index4(output, b, y, x, out),
                );
          }
  return output;
}

const value = ({ values }: Operand, at: number) => values[at] as number;

/** Visits every window: the place of its result, and of its first largest pixel in reading order. */
function eachWindow(x: Operand, window: number, visit: (out: number, largest: number) => void): readonly number[] {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const output = [batch, Math.floor(height / window), Math.floor(width / window), channels];
  for (let b = 0; b < batch; b++)
    for (let row = 0; row < (output[1] as number); row++)
      for (let column = 0; column < (output[2] as number); column++)
        for (let channel = 0; channel < channels; channel++) {
          let largest = index4(x.shape, b, row * window, column * window, channel);
          for (let pixel = 1; pixel < window * window; pixel++) {
            const [down, right] = [Math.floor(pixel / window), pixel % window];
            const at = index4(x.shape, b, row * window + down, column * window + right, channel);
            if (value(x, at) > value(x, largest)) largest = at;
          }
          visit(index4(output, b, row, column, channel), largest);
        }
  return output;
}

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
  convolve: ([x, filter], [stride]) => {
    const { shape: image } = x as Operand;
    const shape = eachProduct(image, (filter as Operand).shape, stride as number, () => {});
    const answer = empty(shape);
    eachProduct(image, (filter as Operand).shape, stride as number, (from, weight, to) =>
      add(answer, to, value(x as Operand, from) * value(filter as Operand, weight)),
    );
    return [answer];
  },
  convolveInputGradient: ([dy, filter], [stride, ...image]) => {
    const answer = empty(image);
    eachProduct(image, (filter as Operand).shape, stride as number, (from, weight, to) =>
      add(answer, from, value(dy as Operand, to) * value(filter as Operand, weight)),
    );
    return [answer];
  },
  convolveFilterGradient: ([dy, x], [stride, ...filter]) => {
    const answer = empty(filter);
    eachProduct((x as Operand).shape, filter, stride as number, (from, weight, to) =>
      add(answer, weight, value(dy as Operand, to) * value(x as Operand, from)),
    );
    return [answer];
  },
  maxPool: ([x], [window]) => {
    const largest: number[] = [];
    const shape = eachWindow(x as Operand, window as number, (out, at) => (largest[out] = value(x as Operand, at)));
    return [{ ...empty(shape), values: Float64Array.from(largest) }];
  },
  maxPoolGradient: ([dy, x], [window]) => {
    const answer = empty((x as Operand).shape);
    eachWindow(x as Operand, window as number, (out, at) => (answer.values[at] = value(dy as Operand, out)));
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
