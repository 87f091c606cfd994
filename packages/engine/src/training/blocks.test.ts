import { knownComponents, type Configured, parameterCount, storedCount, unitsOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { type Slice, slicesOf } from '../network/layout.js';
import { agreesOneByOne } from '../testing/compiled.js';
import { type Changes, copied, requestOf, upstreamOf, upstreamWith } from '../testing/configs.js';
import { describeBackends } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { prepareRun } from './run.js';
import type { TrainingState } from './state.js';
import { trainRun, type TrainOptions } from './train.js';

const dataset = syntheticDataset();

/** A family's layers, with an output. */
function withOutput(name: string, options: object): Configured[] {
  const family = knownComponents.find('family', name)!;
  return [...family.expand!(family.options.parse(options)), 'classifier'];
}

/** Two blocks of two layers each, tiny. */
const vit = withOutput('vitTiny', { patch: 4, units: 8, blocks: 1, heads: 2, expansion: 2 });
const networks: Readonly<Record<string, Changes>> = {
  resnet: { layers: withOutput('resnet', { depth: 8 }) },
  'resnet with projections': { layers: withOutput('resnet', { depth: 8, shortcut: 'projection' }) },
  vitTiny: { layers: vit },
};
const resnet = networks['resnet'] as Changes;

/** Pure JavaScript takes minutes for these; layers/blocks.test.ts tries it on smaller ones. */
describeBackends(['wasm', 'tensorflow'], (backend, name) => {
  /** Trains; no tensor may be left when it ends. */
  async function train(request: ReturnType<typeof requestOf>, options: TrainOptions = {}) {
    const before = tf.memory().numTensors;
    const trained = await trainRun(request, dataset, backend(), options);
    expect(tf.memory().numTensors).toBe(before);
    return trained;
  }

  it.each(Object.entries(networks))('trains, with the same bits twice: %s', async (_, changes) => {
    const request = requestOf({ ...changes, training: { optimizer: { sgd: { momentum: 0.9 } }, steps: 24 } });
    const trained = await train(request);
    expect(trained.outcome.status).toBe('ok');
    const [first, , last] = trained.curve;
    expect(last!.trainLoss).toBeLessThan(0.9 * first!.trainLoss!);
    expect(await train(request)).toEqual(trained);
  });

  it.skipIf(name !== 'tensorflow').each(Object.entries(networks))(
    'has the bits of the same operations one by one: %s',
    async (_, changes) => {
      await agreesOneByOne(backend(), dataset, { ...changes, training: { steps: 6 } });
      await agreesOneByOne(backend(), dataset, { ...changes, weights: copied(2), freeze: 1, training: { steps: 6 } });
    },
  );

  it('goes on from a kept state as if nothing had happened, statistics of blocks too', async () => {
    const request = requestOf({ ...resnet, training: { steps: 5 } });
    const states: TrainingState[] = [];
    const whole = await train(request, { keepsState: () => true, keepState: (state) => states.push(state) });
    const state = states[2] as TrainingState;
    expect(state.step).toBe(3);
    expect(state.vectors['buffers']).toHaveLength(2 * (16 + 2 * (16 + 32 + 64)));
    expect(await train(request, { resume: state })).toEqual(whole);
  });

  it.each(Object.entries(networks))(
    'copies and freezes a block as one unit, parameters and statistics: %s',
    async (_, changes) => {
      const { weights: theirs } = await train(upstreamOf(changes));
      const upstream = upstreamWith(theirs, changes);
      const { kernels } = backend();
      const scratch = prepareRun(requestOf(changes), dataset, kernels);
      const units = unitsOf(changes.layers as Configured[], knownComponents).map(({ length }) => length);
      const endOf = (count: number) => storedCount(scratch.layers.slice(0, units.slice(0, count).reduce((sum, length) => sum + length, 0))); // prettier-ignore
      const features = units.length - 1;
      // All units but the output: a block and what follows it is one.
      expect(prepareRun(requestOf({ ...changes, weights: copied() }), dataset, kernels, upstream).start).toEqual(
        Float32Array.from([...theirs.slice(0, endOf(features)), ...scratch.start.slice(endOf(features))]),
      );
      for (const [copies, frozen] of [
        [1, 1],
        [features, 2],
        [features, features],
      ] as const) {
        const asked = requestOf({ ...changes, weights: copied(copies), freeze: frozen });
        const { start } = prepareRun(asked, dataset, kernels, upstream);
        expect(start.slice(0, endOf(copies))).toEqual(theirs.slice(0, endOf(copies)));
        expect(start.slice(endOf(copies))).toEqual(scratch.start.slice(endOf(copies)));
        const { weights, outcome } = await train(asked, { upstream });
        expect(outcome.status).toBe('ok');
        expect(weights.slice(0, endOf(frozen))).toEqual(theirs.slice(0, endOf(frozen)));
        expect(movedIn(scratch.layers, start, weights, endOf(frozen))).toBe(true);
      }
    },
  );

  it('stores the statistics that a block has seen', async () => {
    const { layers } = prepareRun(requestOf(resnet), dataset, backend().kernels);
    const { weights } = await train(requestOf(resnet));
    expect(weights).toHaveLength(storedCount(layers));
    expect(storedCount(layers)).toBeGreaterThan(parameterCount(layers));
    const found = valuesIn(slicesOf(layers), weights).filter(({ layer }) => /^residual\d\/batchNorm2$/.test(layer));
    for (const each of ['mean', 'variance'] as const) {
      const all = found.filter((slice) => slice.name === each);
      expect(all.map(({ values }) => values.length)).toEqual([16, 32, 64]);
      for (const { values } of all) expect(values.every((value) => value !== (each === 'mean' ? 0 : 1) && Number.isFinite(value))).toBe(true); // prettier-ignore
    }
  });
});

/** What a stored vector holds of each tensor. */
function valuesIn(slices: readonly Slice[], vector: Float32Array) {
  let at = 0;
  return slices.map((slice) => ({ ...slice, from: at, values: vector.slice(at, (at += slice.size)) }));
}

/** Whether every layer from a place on has moved, parameters and statistics. */
const movedIn = (layers: Parameters<typeof slicesOf>[0], before: Float32Array, after: Float32Array, from: number) =>
  valuesIn(slicesOf(layers), after)
    .filter((slice) => slice.from >= from)
    .every((slice) => slice.values.some((value, at) => value !== before[slice.from + at]));
