import { knownComponents, type Configured, type PlacedLayer, placeNetwork, type Shape, sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uncompiled } from '../graph/computation.js';
import { groupsOf } from '../network/groups.js';
import { bound, cut, slicesOf } from '../network/layout.js';
import { passThrough } from '../network/pass.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { agree, batchOf, valuesOf } from '../testing/layers-agree.js';
import { numbers, propertySeed, relativeError } from '../testing/numbers.js';
import { byChannel, statisticsOf } from '../testing/reference-normalizations.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const sliding = { kernelSize: upTo(5), stride: upTo(3), padding: fc.constantFrom('same', 'valid') };
const pool = fc.record({ poolSize: upTo(4), stride: upTo(4) });

/** A layer with any options, by its name. */
const drawnLayers: Readonly<Record<string, fc.Arbitrary<Configured>>> = {
  conv: fc.record({ filters: upTo(6), groups: upTo(3), bias: fc.boolean(), ...sliding }).map((conv) => ({ conv })),
  depthwiseConv: fc.record({ multiplier: upTo(3), bias: fc.boolean(), ...sliding }).map((depthwiseConv) => ({ depthwiseConv })), // prettier-ignore
  dense: fc.record({ units: upTo(6), bias: fc.boolean() }).map((dense) => ({ dense })),
  pointwise: fc.record({ units: upTo(6), bias: fc.boolean() }).map((pointwise) => ({ pointwise })),
  batchNorm: fc.constantFrom<Configured>('batchNorm', { batchNorm: { momentum: 0.5, epsilon: 0.1 } }),
  layerNorm: fc.constantFrom<Configured>('layerNorm', { layerNorm: { epsilon: 0.01 } }),
  groupNorm: upTo(3).map((groups) => ({ groupNorm: { groups } })),
  leakyRelu: fc.constantFrom<Configured>('leakyRelu', { leakyRelu: { slope: 0.3 } }, { leakyRelu: { slope: 0 } }),
  maxPool: pool.map((maxPool) => ({ maxPool })),
  averagePool: pool.map((averagePool) => ({ averagePool })),
  ...Object.fromEntries(['relu', 'gelu', 'tanh', 'sigmoid', 'globalAveragePool', 'flatten'].map((name) => [name, fc.constant(name)])), // prettier-ignore
};

/** Of the size that is trained, where other programs of a backend may compute than on a few numbers. */
const larger: readonly (readonly [string, Configured[]])[] = [
  ['normalizations', [{ conv: { filters: 16, bias: false } }, 'batchNorm', 'relu', { conv: { filters: 32, stride: 2 } }, { groupNorm: { groups: 4 } }, 'gelu', { conv: { filters: 24 } }, 'layerNorm', 'relu']], // prettier-ignore
  ['windows', [{ conv: { filters: 24, kernelSize: 5, padding: 'valid' } }, 'relu', { maxPool: { poolSize: 3, stride: 2 } }, { depthwiseConv: { multiplier: 2 } }, { averagePool: { poolSize: 3, stride: 1 } }, { conv: { filters: 32, groups: 4 } }, 'globalAveragePool', 'classifier']], // prettier-ignore
  ['activations behind a bias', [{ conv: { filters: 16 } }, 'tanh', { conv: { filters: 16 } }, 'leakyRelu', { conv: { filters: 16 } }, 'sigmoid', { pointwise: { units: 32 } }, 'gelu', { averagePool: { poolSize: 4 } }, { dense: { units: 64 } }, 'tanh', { dense: { units: 32 } }, 'sigmoid', { dense: { units: 32 } }, 'leakyRelu']], // prettier-ignore
];

/** Shapes of images, of tokens and of rows. */
const shapes: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(upTo(8), upTo(8), upTo(6)) },
  fc.tuple(upTo(5), upTo(8)),
  fc.tuple(upTo(8)),
);

/** Whether layers can take examples of this shape. */
function fits(layers: readonly Configured[], input: Shape): boolean {
  try {
    return placeNetwork(layers, input, 3, knownComponents).length > 0;
  } catch (error) {
    expect(error).toMatchObject({ code: 'SB_SPEC_SHAPE' });
    return false;
  }
}

/** Up to four layers that fit, any of the registry. */
const networks = fc
  .tuple(fc.array(fc.oneof(...Object.values(drawnLayers)), { minLength: 1, maxLength: 4 }), shapes)
  .filter(([layers, input]) => fits(layers, input));

describeBackends([...everyBackend, 'webgpu'], (backend, name) => {
  const seeded = (numRuns: number) => ({ seed: propertySeed, numRuns });

  it.each(Object.entries(drawnLayers))('agrees with the reference, forward and backward: %s', async (kind, layer) => {
    const alone = fc
      .tuple(layer, shapes, fc.integer({ min: 2, max: 4 }))
      .filter(([each, input]) => fits([each], input));
    const runs = name === 'webgpu' ? 4 : 15;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(alone, async ([each, input, rows]) => {
        compared += await agree(backend().kernels, batchOf([each], input, rows, kind));
      }),
      seeded(runs),
    );
    expect(compared).toBeGreaterThan(8 * runs);
  });

  it('agrees with the reference in networks of random layers', async () => {
    await fc.assert(
      fc.asyncProperty(networks, upTo(100), async ([layers, input], salt) => {
        await agree(backend().kernels, batchOf(layers, input, 3, String(salt)));
      }),
      seeded(name === 'webgpu' ? 4 : 25),
    );
  });

  it('has the same bits compiled and not, and each time, in networks of random layers', async () => {
    await fc.assert(
      fc.asyncProperty(networks, async ([layers, input]) => {
        const { kernels } = backend();
        const batch = batchOf(layers, input, 8);
        const oneByOne = await valuesOf({ ...kernels, compile: uncompiled }, batch);
        expect(await valuesOf(kernels, batch)).toEqual(oneByOne);
        expect(await valuesOf(kernels, batch)).toEqual(oneByOne);
      }),
      seeded({ cpu: 5, webgpu: 4, wasm: 10 }[name] ?? 60),
    );
  });

  it.runIf(name === 'tensorflow').each(larger)(
    'has the same bits compiled and not, and each time: %s',
    async (_, layers) => {
      const { kernels } = backend();
      const batch = batchOf(layers, [28, 28, 3], 8);
      const oneByOne = await valuesOf({ ...kernels, compile: uncompiled }, batch);
      expect(await valuesOf(kernels, batch)).toEqual(oneByOne);
      expect(await valuesOf(kernels, batch)).toEqual(oneByOne);
    },
  );

  it.each([[[3, 4, 2]], [[3, 5]], [[6]]] as [Shape][])('keeps running statistics of batches of %j', async (input) => {
    const rows = 5;
    const batch = batchOf([{ batchNorm: { momentum: 0.75 } }], input, rows);
    const { buffers } = await valuesOf(backend().kernels, batch);
    const channels = input.at(-1) as number;
    const values = byChannel([batch.inputs], channels);
    const statistics = values.map(statisticsOf);
    const count = (values[0] as number[]).length;
    // They begin at 0 and 1, and of the variance it is the unbiased one that is kept.
    const expected = [
      ...statistics.map(({ mean }) => 0.25 * mean),
      ...statistics.map(({ variance }) => 0.75 + (0.25 * variance * count) / (count - 1)),
    ];
    expect(relativeError(buffers as Float32Array, expected)).toBeLessThan(1e-6);
  });

  it('evaluates with the running statistics alone: an example gets the same in any batch', async () => {
    const layers = placeNetwork(
      [{ conv: { filters: 4 } }, 'batchNorm', 'relu', 'batchNorm'],
      [4, 4, 2],
      3,
      knownComponents,
    );
    const slices = slicesOf(layers);
    const stored = numbers('stored', slices.reduce((sum, { size }) => sum + size, 0)).map((value) => Math.abs(value) + 0.1); // prettier-ignore
    const inputs = numbers('inputs', 6 * 32);
    const outputs = (from: number, to: number) =>
      tf.tidy(() => {
        const work = { kernels: backend().kernels, bound: bound(slices, cut(slices, tf.tensor1d(stored))) };
        return passThrough(work, groupsOf(layers), tf.tensor(inputs.slice(from * 32, to * 32), [to - from, 4, 4, 2]));
      });
    const [all, one] = [outputs(0, 6), outputs(2, 3)];
    const [together, alone] = [(await all.data()) as Float32Array, (await one.data()) as Float32Array];
    tf.dispose([all, one]);
    const size = sizeOf((layers.at(-1) as PlacedLayer).output);
    expect(relativeError(alone, together.subarray(2 * size, 3 * size))).toBeLessThan(1e-6);
    // By hand: the last layer on what it gets, a value of the first channel.
    const upTo3 = layers.slice(0, 3);
    const before = tf.tidy(() => {
      const own = slicesOf(upTo3);
      const length = own.reduce((sum, { size: each }) => sum + each, 0);
      const work = { kernels: backend().kernels, bound: bound(own, cut(own, tf.tensor1d(stored.slice(0, length)))) };
      return passThrough(work, groupsOf(upTo3), tf.tensor(inputs, [6, 4, 4, 2]));
    });
    const values = (await before.data()) as Float32Array;
    before.dispose();
    const [scale, shift, mean, variance] = Array.from({ length: 4 }, (_, at) => stored.subarray(stored.length - 4 * (4 - at))) as [Float32Array, Float32Array, Float32Array, Float32Array]; // prettier-ignore
    const expected = Array.from(values, (value, at) => {
      const channel = at % 4;
      return (((value - (mean[channel] as number)) / Math.sqrt((variance[channel] as number) + 1e-5)) * (scale[channel] as number)) + (shift[channel] as number); // prettier-ignore
    });
    expect(relativeError(together, expected)).toBeLessThan(2e-6);
  });
});
