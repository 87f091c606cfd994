import { type Shape, openStream, parameterCount, type PlacedLayer, sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kernels } from '../kernels/kernels.js';
import { crossEntropy } from '../losses/cross-entropy.js';
import { parameterSlices } from '../network/layout.js';
import { sgd } from '../optimizers/sgd.js';
import { constant } from '../schedules/constant.js';
import type { Training } from '../config/engine-config.js';
import { layersOn, type Network } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { largest, numbers, propertySeed, relativeError } from '../testing/numbers.js';
import { type ReferenceBatch, referenceLoss, referenceOutput } from '../testing/reference-network.js';
import { trainingStep } from './step.js';

/** Share of the largest gradient by which a float32 gradient may differ from the difference quotient in doubles. */
const gradientBound = 2e-5;

const plain: Training = {
  optimizer: { code: sgd, options: { momentum: 0, nesterov: false, weightDecay: 0 } },
  schedule: { code: constant, options: {} },
  loss: { code: crossEntropy, options: { smoothing: 0 } },
  ...{ methods: [], mask: null, learningRate: 1, batchSize: 1, clipNorm: undefined },
};

interface Setup {
  readonly layers: readonly PlacedLayer[];
  readonly parameters: Float32Array;
  readonly batch: ReferenceBatch & { readonly inputs: Float32Array };
}

/** Loss and gradient of one step: with momentum 0 and no velocity, the velocity after the step is the gradient. */
async function stepOf(kernels: Kernels, { layers, parameters, batch }: Setup) {
  const rows = batch.labels.length;
  const state = { parameters: tf.tensor1d(parameters), 'slot/velocity': tf.zeros<tf.Rank.R1>([parameters.length]) };
  // Dropout drops what is below its rate: these numbers make the masks of the reference.
  const drawn = Object.fromEntries(
    Object.entries(batch.masks).map(([name, mask]) => [
      `${name}/uniforms`,
      tf.tensor2d(
        Float32Array.from(mask, (factor) => (factor === 0 ? 0 : 0.99)),
        [rows, mask.length / rows],
      ),
    ]),
  );
  const inputs = tf.tensor2d(batch.inputs, [rows, batch.inputs.length / rows]);
  const labels = tf.tensor1d([...batch.labels], 'int32');
  const numbers = { rate: tf.scalar(1) };
  const shape = { rows, input: [0, 0, 0], classes: 0 };
  const held = tf.memory().numTensors;
  const { state: next, loss } = trainingStep({ kernels, layers, training: plain, shape }, state, { inputs, labels, drawn, constants: {}, numbers }); // prettier-ignore
  expect(tf.memory().numTensors, 'tensors that a step makes').toBe(held + 3);
  expect(Object.keys(next)).toEqual(Object.keys(state));
  const velocity = next['slot/velocity'] as tf.Tensor1D;
  const result = {
    loss: (await loss.data())[0] as number,
    gradient: (await velocity.data()).slice() as Float32Array,
    parameters: (await next.parameters.data()).slice() as Float32Array,
  };
  tf.dispose([state, inputs, labels, drawn, numbers]);
  tf.dispose([next, loss]);
  return result;
}

const convolution = fc.record({
  filters: fc.integer({ min: 1, max: 4 }),
  kernelSize: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 3 }),
  poolSize: fc.integer({ min: 1, max: 3 }),
});

/** Whether convolutions leave anything of an image. */
function fits(convolutions: Network['convolutions'], image: Shape): boolean {
  try {
    return layersOn({ convolutions: convolutions ?? [], dense: [] }, image, 2).length > 0;
  } catch (error) {
    expect(error).toMatchObject({ code: 'SB_SPEC_SHAPE' });
    return false;
  }
}

const networks: fc.Arbitrary<Setup> = fc
  .record({
    height: fc.integer({ min: 5, max: 9 }),
    width: fc.integer({ min: 5, max: 9 }),
    channels: fc.constantFrom(1, 3),
    convolutions: fc.array(convolution, { minLength: 1, maxLength: 3 }),
    dense: fc.array(fc.integer({ min: 2, max: 6 }), { maxLength: 2 }),
    dropout: fc.constantFrom(0, 0.3),
    classes: fc.integer({ min: 2, max: 5 }),
    rows: fc.integer({ min: 1, max: 5 }),
    salt: fc.nat(),
  })
  .filter(({ height, width, channels, convolutions }) => fits(convolutions, [height, width, channels]))
  .map(({ height, width, channels, convolutions, dense, dropout, classes, rows, salt }) => {
    const layers = layersOn({ convolutions, dense, dropout }, [height, width, channels], classes);
    const stream = openStream(`dropout${salt}`);
    const masks: Record<string, Float32Array> = {};
    for (const { kind, name, output } of layers) {
      if (kind !== 'dropout') continue;
      const drop = () => (stream.uniform() < dropout ? 0 : 1 / (1 - dropout));
      masks[name] = Float32Array.from({ length: rows * sizeOf(output) }, drop);
    }
    const labels = Array.from({ length: rows }, () => stream.below(classes));
    const inputs = numbers(`image${salt}`, rows * height * width * channels, 2);
    return {
      layers,
      parameters: numbers(`weights${salt}`, parameterCount(layers), 0.6),
      batch: { inputs, labels, masks },
    };
  });

/** Some indices of every layer: weights and biases. */
function sampled(layers: readonly PlacedLayer[], salt: number): number[] {
  const stream = openStream(`indices${salt}`);
  return slicesWithPlaces(layers).flatMap(({ from, to, name }) =>
    Array.from({ length: name === 'weights' ? 6 : 1 }, () => from + stream.below(to - from)),
  );
}

/** Parameters by name, and where they are in the vector. */
function slicesWithPlaces(layers: readonly PlacedLayer[]) {
  let to = 0;
  return parameterSlices(layers).map(({ layer, name, size }) => ({ layer, name, from: to, to: (to += size) }));
}

/**
 * Difference quotient of the loss in doubles, or null where it is not the derivative: on the two sides of a kink of
 * ReLU or max-pooling the one-sided quotients differ.
 */
function quotient({ layers, parameters, batch }: Setup, index: number): number | null {
  const moved = Float64Array.from(parameters);
  const at = (offset: number) => {
    moved[index] = (parameters[index] as number) + offset;
    return referenceLoss(layers, moved, batch);
  };
  const h = 1e-5;
  const [below, here, above] = [at(-h), at(0), at(h)];
  const [left, right] = [(here - below) / h, (above - here) / h];
  if (Math.abs(left - right) > 1e-3 * (Math.abs(left) + Math.abs(right)) + 1e-6) return null;
  return (above - below) / (2 * h);
}

describeBackends(everyBackend, (backend, name) => {
  const runs = { seed: propertySeed, numRuns: name === 'cpu' ? 40 : 15 };

  it("computes the reference network's loss and, by central differences, its gradient", async () => {
    let compared = 0;
    let kinks = 0;
    let moving = 0;
    await fc.assert(
      fc.asyncProperty(networks, async (setup) => {
        const { loss, gradient, parameters } = await stepOf(backend().kernels, setup);
        const expected = referenceLoss(setup.layers, setup.parameters, setup.batch);
        expect(Math.abs(loss - expected)).toBeLessThanOrEqual(1e-5 * Math.max(1, expected));
        const allowed = gradientBound * Math.max(largest(gradient), 1e-3);
        for (const index of sampled(setup.layers, gradient.length)) {
          const wanted = quotient(setup, index);
          if (wanted === null) {
            kinks++;
            continue;
          }
          compared++;
          if (wanted !== 0) moving++;
          const difference = Math.abs((gradient[index] as number) - wanted);
          if (difference > allowed) {
            const at = slicesWithPlaces(setup.layers).find(({ from, to }) => from <= index && index < to);
            expect.fail(`${at?.layer}'s ${at?.name} at ${index}: gradient ${gradient[index]}, quotient ${wanted}`);
          }
        }
        // A step at rate 1 takes the gradient off, and nothing else.
        const moved = setup.parameters.map((value, index) => value - (gradient[index] as number));
        expect(relativeError(parameters, moved)).toBeLessThan(1e-6);
      }),
      runs,
    );
    // The property would mean little if kinks or dead units took most parameters out of it.
    expect(kinks).toBeLessThan(0.05 * compared);
    expect(moving).toBeGreaterThan(0.5 * compared);
  });

  it('gives the layers above a cut the same gradient that they have in the whole network', async () => {
    await fc.assert(
      fc.asyncProperty(networks, async ({ layers, parameters, batch }) => {
        const whole = await stepOf(backend().kernels, { layers, parameters, batch });
        const rows = batch.labels.length;
        for (let frozen = 1; frozen < layers.length; frozen++) {
          const below = layers.slice(0, frozen);
          // Layers that are trained drop values, frozen ones do not: the cut is only the same network without dropout below.
          if (below.some((layer) => batch.masks[layer.name])) continue;
          const upper = layers.slice(frozen);
          const from = parameterCount(below);
          const inputs = Float32Array.from(referenceOutput(below, parameters, batch.inputs, rows));
          const cut = { layers: upper, parameters: parameters.slice(from), batch: { ...batch, inputs } };
          const { loss, gradient } = await stepOf(backend().kernels, cut);
          expect(Math.abs(loss - whole.loss)).toBeLessThanOrEqual(1e-5 * Math.max(1, whole.loss));
          const difference = largest(gradient.map((value, index) => value - (whole.gradient[from + index] as number)));
          expect(difference).toBeLessThanOrEqual(gradientBound * Math.max(largest(whole.gradient), 1e-3));
        }
      }),
      { ...runs, numRuns: 8 },
    );
  });

  it('leaves no tensor behind but the three that it returns, step after step', async () => {
    const [setup] = fc.sample(networks, { seed: propertySeed, numRuns: 1 }) as [Setup];
    const before = tf.memory().numTensors;
    for (let step = 0; step < 3; step++) {
      await stepOf(backend().kernels, setup);
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});

describe('the reference network', () => {
  it('computes a convolution, pooling and cross-entropy worked out by hand', () => {
    const network = { convolutions: [{ filters: 1, poolSize: 2 }], dense: [] };
    const layers = layersOn(network, [2, 2, 1], 2);
    // The filter takes the pixel and half of its right neighbour; its bias is 1; the classifier doubles and negates.
    const parameters = [0, 0, 0, 0, 1, 0.5, 0, 0, 0, /* bias */ 1, /* weights */ 2, -2, /* biases */ 0, 1];
    const image = [1, 2, 3, 4]; // sums: 1+1, 2, 3+2, 4; the largest, with the bias, is 6
    expect(referenceOutput(layers, parameters, image)).toEqual([12, -11]);
    const loss = referenceLoss(layers, parameters, { inputs: image, labels: [1], masks: {} });
    expect(loss).toBeCloseTo(23 + Math.log1p(Math.exp(-23)), 10);
  });
});
