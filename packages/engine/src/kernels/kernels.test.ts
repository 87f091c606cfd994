import { placesOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../backends/backend.js';
import { cpuBackend } from '../backends/cpu.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { largest, numbers, propertySeed } from '../testing/numbers.js';
import type { Kernels } from './kernels.js';
import { portableKernels } from './portable.js';

/*
 * Every backend's kernels are held against the portable ones on the pure JavaScript backend, which adds in doubles and
 * rounds once. TensorFlow.js has one engine a process in which all backends are registered; each comparison computes the
 * reference, switches, computes again, and compares plain arrays.
 */

/** Share of the sum of absolute terms by which a sum of products may be off: a few hundred terms in float32. */
const sumBound = 4e-6;
/** Share of the largest value by which composed, non-linear kernels may be off. */
const composedBound = 2e-6;

interface Operand {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
  readonly dtype?: 'int32';
}

interface Case {
  readonly operands: readonly Operand[];
  apply(kernels: Kernels, tensors: Tensor[]): Tensor;
}

interface Outcome {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

async function compute(name: string, kernels: Kernels, { operands, apply }: Case): Promise<Outcome> {
  await tf.setBackend(name);
  const before = tf.memory().numTensors;
  const output = tf.tidy(() => {
    const tensors = operands.map(({ values, shape, dtype }) => tf.tensor(values, [...shape], dtype ?? 'float32'));
    const result = apply(kernels, tensors);
    // No operation disposes its inputs.
    for (const tensor of tensors) expect(tensor.isDisposed).toBe(false);
    return result;
  });
  const values = (await output.data()).slice();
  const { shape } = output;
  output.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return { shape, values };
}

const absolute = ({ operands, apply }: Case): Case => ({
  apply,
  operands: operands.map((operand) => ({ ...operand, values: operand.values.map(Math.abs) as Float32Array })),
});

function close(actual: Outcome, expected: Outcome, allowed: (index: number) => number): void {
  expect(actual.shape).toEqual(expected.shape);
  expect(actual.values.length).toBe(expected.values.length);
  for (let index = 0; index < expected.values.length; index++) {
    const [got, wanted] = [actual.values[index] as number, expected.values[index] as number];
    if (!(Math.abs(got - wanted) <= allowed(index))) {
      expect.fail(`element ${index} is ${got}, not ${wanted} within ${allowed(index)}`);
    }
  }
}

const seeded = (numRuns: number) => ({ seed: propertySeed, numRuns });
const upTo = (max: number) => fc.integer({ min: 1, max });
const salt = fc.integer({ min: 0, max: 2 ** 30 });
const sizeOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);
const random = (shape: readonly number[], seed: string | number, limit = 1): Operand => ({
  shape,
  values: numbers(seed, sizeOf(shape), limit),
});

/** Kernels of 1 to 5, now and then of 7 or 11 as in AlexNet; even and not square ones too; strides beyond the kernel. */
const kernelExtent = fc.oneof({ weight: 8, arbitrary: upTo(5) }, { weight: 1, arbitrary: fc.constantFrom(7, 11) });
const convolutions = fc
  .record({
    batch: upTo(5),
    height: upTo(9),
    width: upTo(9),
    channels: upTo(4),
    filters: upTo(4),
    kernelHeight: kernelExtent,
    kernelWidth: kernelExtent,
    stride: fc.oneof({ weight: 6, arbitrary: upTo(3) }, { weight: 1, arbitrary: fc.constant(4) }),
    padding: fc.constantFrom('same', 'valid'),
    salt,
  })
  .map(({ batch, height, width, channels, filters, kernelHeight, kernelWidth, stride, padding, salt: seed }) => {
    const [rows, columns] = [placesOf(height, kernelHeight, stride, padding), placesOf(width, kernelWidth, stride, padding)]; // prettier-ignore
    return {
      ...{ stride, padding },
      x: random([batch, height, width, channels], `${seed}x`),
      filter: random([kernelHeight, kernelWidth, channels, filters], `${seed}filter`),
      dy: random([batch, rows, columns, filters], `${seed}dy`),
      /** Of a convolution of each channel: `filters` outputs each. */
      each: random([batch, rows, columns, channels * filters], `${seed}dy`),
    };
  })
  .filter(({ dy }) => sizeOf(dy.shape) > 0);

/** Images of few levels, so that most windows have several maxima; one level makes the whole image a tie. */
const poolings = fc
  .record({
    batch: upTo(5),
    window: upTo(4),
    rows: upTo(5),
    columns: upTo(5),
    bottom: fc.nat({ max: 3 }),
    right: fc.nat({ max: 3 }),
    channels: upTo(4),
    levels: fc.constantFrom(1, 2, 3, 1e9),
    salt,
  })
  .map(({ batch, window, rows, columns, bottom, right, channels, levels, salt: seed }) => {
    const shape = [batch, rows * window + (bottom % window), columns * window + (right % window), channels];
    const x = random(shape, `${seed}x`);
    return {
      window,
      x: { shape, values: x.values.map((value) => Math.round(value * levels * 0.5)) as Float32Array },
      dy: random([batch, rows, columns, channels], `${seed}dy`),
    };
  });

/** Windows that may overlap or leave pixels out, in images of few levels. */
const slidingPools = fc
  .record({
    batch: upTo(4),
    window: upTo(4),
    stride: upTo(5),
    height: upTo(11),
    width: upTo(11),
    channels: upTo(4),
    levels: fc.constantFrom(1, 2, 3, 1e9),
    salt,
  })
  .map(({ batch, window, stride, height, width, channels, levels, salt: seed }) => {
    const x = random([batch, height, width, channels], `${seed}x`);
    const out = [batch, placesOf(height, window, stride, 'valid'), placesOf(width, window, stride, 'valid'), channels];
    return {
      ...{ window, stride },
      x: { ...x, values: x.values.map((value) => Math.round(value * levels * 0.5)) as Float32Array },
      dy: random(out, `${seed}dy`),
    };
  })
  .filter(({ dy }) => sizeOf(dy.shape) > 0);

const anyShape = fc.oneof(fc.tuple(upTo(5), upTo(9)), fc.tuple(upTo(5), upTo(7), upTo(7), upTo(4))) as fc.Arbitrary<
  number[]
>;

describeBackends([...everyBackend, 'webgpu'], (backend, name) => {
  beforeAll(async () => {
    await cpuBackend.open();
  });

  const reference = (test: Case) => compute('cpu', portableKernels, test);
  const candidate = (test: Case) => compute(name, (backend() as Backend).kernels, test);

  /** Linear in its operands: each element is off by a share of the sum of its terms' absolute values. */
  async function agreesAsSum(test: Case) {
    const [expected, terms] = [await reference(test), await reference(absolute(test))];
    close(await candidate(test), expected, (index) => sumBound * (terms.values[index] as number));
  }

  async function agreesExactly(test: Case) {
    const expected = await reference(test);
    close(await candidate(test), expected, () => 0);
  }

  async function agreesOverall(test: Case, bound = composedBound) {
    const expected = await reference(test);
    const allowed = bound * largest(expected.values);
    close(await candidate(test), expected, () => allowed);
  }

  // Held against itself, the portable backend only shows that these tests are well-formed.
  // Every new shape is compiled on a graphics device, which takes longer than to compute it.
  const runs = { cpu: 5, webgpu: 12 }[name] ?? 60;

  it('convolves', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, ({ x, filter, stride, padding }) =>
        agreesAsSum({
          operands: [x, filter],
          apply: (kernels, [image, weights]) =>
            kernels.convolve(image as Tensor4D, weights as Tensor4D, stride, padding),
        }),
      ),
      seeded(runs),
    );
  });

  it('gives the gradient of the convolution with respect to its input', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, ({ x, filter, dy, stride, padding }) =>
        agreesAsSum({
          operands: [dy, filter],
          apply: (kernels, [gradient, weights]) =>
            kernels.convolveInputGradient(gradient as Tensor4D, weights as Tensor4D, x.shape, stride, padding),
        }),
      ),
      seeded(runs),
    );
  });

  it('gives the gradient of the convolution with respect to its filter', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, ({ x, filter, dy, stride, padding }) =>
        agreesAsSum({
          operands: [dy, x],
          apply: (kernels, [gradient, image]) =>
            kernels.convolveFilterGradient(gradient as Tensor4D, image as Tensor4D, filter.shape, stride, padding),
        }),
      ),
      seeded(runs),
    );
  });

  it('convolves each channel by itself, and gives both gradients of that', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, async ({ x, filter, each, stride, padding }) => {
        await agreesAsSum({
          operands: [x, filter],
          apply: (kernels, [image, weights]) => kernels.convolveChannels(image as Tensor4D, weights as Tensor4D, stride, padding), // prettier-ignore
        });
        await agreesAsSum({
          operands: [each, filter],
          apply: (kernels, [dy, weights]) => kernels.convolveChannelsInputGradient(dy as Tensor4D, weights as Tensor4D, x.shape, stride, padding), // prettier-ignore
        });
        await agreesAsSum({
          operands: [each, x],
          apply: (kernels, [dy, image]) => kernels.convolveChannelsFilterGradient(dy as Tensor4D, image as Tensor4D, filter.shape, stride, padding), // prettier-ignore
        });
      }),
      seeded(runs),
    );
  });

  it('pools windows that overlap or leave pixels out, and gives that gradient to the first of equal maxima', async () => {
    await fc.assert(
      fc.asyncProperty(slidingPools, async ({ x, dy, window, stride }) => {
        await agreesExactly({ operands: [x], apply: (kernels, [image]) => kernels.maxPool(image as Tensor4D, window, stride) }); // prettier-ignore
        await agreesOverall({
          operands: [dy, x],
          apply: (kernels, [gradient, image]) => {
            const y = kernels.maxPool(image as Tensor4D, window, stride);
            return kernels.maxPoolGradient(gradient as Tensor4D, image as Tensor4D, y, window, stride);
          },
        });
      }),
      seeded(runs),
    );
  });

  it('takes the mean of windows, and gives that gradient', async () => {
    await fc.assert(
      fc.asyncProperty(slidingPools, async ({ x, dy, window, stride }) => {
        await agreesAsSum({ operands: [x], apply: (kernels, [image]) => kernels.averagePool(image as Tensor4D, window, stride) }); // prettier-ignore
        await agreesAsSum({
          operands: [dy],
          apply: (kernels, [gradient]) => kernels.averagePoolGradient(gradient as Tensor4D, x.shape, window, stride),
        });
      }),
      seeded(runs),
    );
  });

  it('pools', async () => {
    await fc.assert(
      fc.asyncProperty(poolings, ({ x, window }) =>
        agreesExactly({ operands: [x], apply: (kernels, [image]) => kernels.maxPool(image as Tensor4D, window) }),
      ),
      seeded(runs),
    );
  });

  it('gives the gradient of pooling, to the first of equal maxima', async () => {
    await fc.assert(
      fc.asyncProperty(poolings, ({ x, dy, window }) =>
        agreesOverall({
          operands: [dy, x],
          apply: (kernels, [gradient, image]) => {
            const y = kernels.maxPool(image as Tensor4D, window);
            return kernels.maxPoolGradient(gradient as Tensor4D, image as Tensor4D, y, window);
          },
        }),
      ),
      seeded(runs),
    );
  });

  it('pools wide images as well: no rounding moves a window', async () => {
    for (const [window, extent] of [
      [2, 64],
      [3, 63],
      [3, 100],
      [4, 63],
    ] as const) {
      // prettier-ignore
      const cells = Math.floor(extent / window);
      await agreesOverall({
        operands: [random([1, cells, cells, 1], `dy${extent}`), random([1, extent, extent, 1], `x${extent}`)],
        apply: (kernels, [gradient, image]) => {
          const y = kernels.maxPool(image as Tensor4D, window);
          return kernels.maxPoolGradient(gradient as Tensor4D, image as Tensor4D, y, window);
        },
      });
    }
  });

  it('adds a bias, and gives its gradient', async () => {
    await fc.assert(
      fc.asyncProperty(anyShape, salt, async (shape, seed) => {
        const x = random(shape, `${seed}x`, 10);
        await agreesExactly({
          operands: [x, random([shape[shape.length - 1] as number], `${seed}bias`)],
          apply: (kernels, [values, bias]) => kernels.addBias(values as Tensor, bias as Tensor1D),
        });
        await agreesAsSum({ operands: [x], apply: (kernels, [dy]) => kernels.biasGradient(dy as Tensor) });
      }),
      seeded(runs),
    );
  });

  it('clips at zero, and gives that gradient: zero where the output is zero', async () => {
    await fc.assert(
      fc.asyncProperty(anyShape, salt, async (shape, seed) => {
        const x = { shape, values: numbers(`${seed}x`, sizeOf(shape)).map((value) => Math.round(value * 3)) };
        await agreesExactly({ operands: [x], apply: (kernels, [values]) => kernels.relu(values as Tensor) });
        await agreesExactly({
          operands: [random(shape, `${seed}dy`), x],
          apply: (kernels, [dy, values]) => kernels.reluGradient(dy as Tensor, kernels.relu(values as Tensor)),
        });
      }),
      seeded(runs),
    );
  });

  it('multiplies matrices, transposed or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(upTo(9), upTo(40), upTo(9)),
        fc.boolean(),
        fc.boolean(),
        salt,
        ([rows, inner, columns], first, second, seed) =>
          agreesAsSum({
            operands: [
              random(first ? [inner, rows] : [rows, inner], `${seed}a`),
              random(second ? [columns, inner] : [inner, columns], `${seed}b`),
            ],
            apply: (kernels, [a, b]) => kernels.multiply(a as Tensor2D, b as Tensor2D, first, second),
          }),
      ),
      seeded(runs),
    );
  });

  it('multiplies pairs of matrices, transposed or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(upTo(6), upTo(9), upTo(20), upTo(9)),
        fc.boolean(),
        fc.boolean(),
        salt,
        ([pairs, rows, inner, columns], first, second, seed) =>
          agreesAsSum({
            operands: [
              random(first ? [pairs, inner, rows] : [pairs, rows, inner], `${seed}a`),
              random(second ? [pairs, columns, inner] : [pairs, inner, columns], `${seed}b`),
            ],
            apply: (kernels, [a, b]) => kernels.multiplyEach(a as Tensor3D, b as Tensor3D, first, second),
          }),
      ),
      seeded(runs),
    );
  });

  it('gives cross-entropy and its gradient, for huge logits too', async () => {
    await fc.assert(
      fc.asyncProperty(
        upTo(5),
        fc.integer({ min: 2, max: 7 }),
        fc.constantFrom(1, 20, 1000),
        salt,
        async (rows, classes, limit, seed) => {
          const labels = Int32Array.from(numbers(`${seed}labels`, rows), (value) =>
            Math.floor(((value + 1) / 2) * classes),
          );
          const operands: Operand[] = [
            random([rows, classes], `${seed}logits`, limit),
            { shape: [rows], values: labels, dtype: 'int32' },
          ];
          const of = (part: 'mean' | 'gradient'): Case => ({
            operands,
            apply: (kernels, [logits, wanted]) => kernels.crossEntropy(logits as Tensor2D, wanted as Tensor1D)[part],
          });
          // The loss is a difference of logits: what cancels is as large as they are.
          const expected = await reference(of('mean'));
          close(await candidate(of('mean')), expected, () => composedBound * Math.max(limit, 1));
          // exp(l) is off by as much as l is.
          const gradient = await reference(of('gradient'));
          close(await candidate(of('gradient')), gradient, () => (composedBound * Math.max(limit, 1)) / rows);
        },
      ),
      seeded(runs),
    );
  });

  it('convolves with strides that leave pixels between windows out', async () => {
    for (const [extent, kernel, stride] of [
      [8, 1, 2],
      [7, 2, 4],
      [5, 1, 3],
      [9, 2, 3],
    ] as const) {
      // prettier-ignore
      const operands = [random([2, extent, 6, 2], 'sparse'), random([kernel, 3, 2, 3], 'sparse filter')];
      await agreesAsSum({
        operands,
        apply: (kernels, [x, weights]) => kernels.convolve(x as Tensor4D, weights as Tensor4D, stride),
      });
      const [x] = operands as [Operand];
      const dy = random([2, Math.ceil(extent / stride), Math.ceil(6 / stride), 3], 'sparse gradient');
      // Many times: what writes beyond its memory does not fail at once.
      for (let time = 0; time < 50; time++)
        await agreesAsSum({
          operands: [dy, x],
          apply: (kernels, [gradient, image]) =>
            kernels.convolveFilterGradient(gradient as Tensor4D, image as Tensor4D, [kernel, kernel, 2, 3], stride),
        });
    }
  });

  describe('by hand', () => {
    const evaluate = async (operands: Operand[], apply: Case['apply']) =>
      Array.from((await candidate({ operands, apply })).values);
    const values = (shape: readonly number[], list: number[]): Operand => ({ shape, values: Float32Array.from(list) });

    it('gives a gradient to the first of equal maxima and nothing to rows and columns outside of windows', async () => {
      // prettier-ignore
      const x = values([1, 3, 5, 1], [
        7, 7,  1, 2,  9,
        7, 7,  2, 0,  9,
        9, 9,  9, 9,  9,
      ]);
      const gradient = await evaluate([values([1, 1, 2, 1], [8, 6]), x], (kernels, [dy, image]) => {
        const y = kernels.maxPool(image as Tensor4D, 2);
        return kernels.maxPoolGradient(dy as Tensor4D, image as Tensor4D, y, 2);
      });
      // prettier-ignore
      expect(gradient).toEqual([
        8, 0,  0, 6,  0,
        0, 0,  0, 0,  0,
        0, 0,  0, 0,  0,
      ]);
    });

    it('pads SAME as TensorFlow does: the odd pixel after the end', async () => {
      const image = values([1, 1, 4, 1], [1, 10, 100, 1000]);
      const filter = values([1, 2, 1, 1], [1, 2]);
      const at = (stride: number) =>
        evaluate([image, filter], (kernels, [x, weights]) =>
          kernels.convolve(x as Tensor4D, weights as Tensor4D, stride),
        );
      expect(await at(1)).toEqual([21, 210, 2100, 1000]);
      expect(await at(3)).toEqual([21, 1000]);
    });

    it('knows the loss of equal logits', async () => {
      const labels: Operand = { shape: [2], values: Int32Array.of(0, 3), dtype: 'int32' };
      const logits = values([2, 4], [5, 5, 5, 5, 5, 5, 5, 5]);
      const part = (which: 'mean' | 'gradient') =>
        evaluate([logits, labels], (kernels, [a, b]) => kernels.crossEntropy(a as Tensor2D, b as Tensor1D)[which]);
      expect((await part('mean'))[0]).toBeCloseTo(Math.log(4), 5);
      const gradient = [-3, 1, 1, 1, 1, 1, 1, -3].map((quarter) => quarter / 8);
      (await part('gradient')).forEach((value, index) => expect(value).toBeCloseTo(gradient[index] as number, 6));
    });
  });
});
