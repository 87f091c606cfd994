import { storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import type { Training } from '../config/engine-config.js';
import { portableKernels } from '../kernels/portable.js';
import { crossEntropy } from '../losses/cross-entropy.js';
import { maskCode } from '../masks/mask.js';
import { methodCode, type MethodUpstream } from '../methods/method.js';
import { type Changes, layersOn, requestOf } from '../testing/configs.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { constantsOf } from './constants.js';
import { prepareRun, type TrainingRun, type Upstream } from './run.js';

const dataset = syntheticDataset();
const [before, teacher] = ['b'.repeat(64), 'c'.repeat(64)];
const deep = { convolutions: [{ filters: 2 }], dense: [5, 4] };
const runOf = (training: Partial<Training>, upstream: Upstream, changes: Changes = {}): TrainingRun => {
  const run = prepareRun(requestOf(changes), dataset, portableKernels, upstream) as TrainingRun;
  return { ...run, training: { ...run.training, ...training } };
};
const numbersOf = (network: Parameters<typeof layersOn>[0]) =>
  Float32Array.from({ length: storedCount(layersOn(network, dataset.inputs.shape, 3)) }, (_, at) => at);
const upstream: Upstream = {
  [before]: { config: requestOf().config, weights: numbersOf({}) },
  [teacher]: { config: requestOf({ network: deep }).config, weights: numbersOf(deep) },
};

/** Keeps the other run's parameters, and twice of them. */
const looking = methodCode<{ of: { run: string } }>({
  name: 'looking',
  version: 1,
  constants: ({ of }, { parameters }: MethodUpstream) => {
    expect(of.run).toBe(before);
    return Promise.resolve({ theirs: parameters, twice: parameters.map((value) => 2 * value) });
  },
});
const uses = { key: 'looking', code: looking, options: { of: { run: before } } };
/** Leaves the last weight alone. */
const masked = { code: maskCode({ name: 'last', version: 1, of: ({ weights, upstream }) => new Float32Array(weights).fill(upstream ? 0 : 1).fill(1, -1) }), options: { of: { run: before } } }; // prettier-ignore
const taught = { code: crossEntropy, options: { teacher: { run: teacher } } };

beforeAll(async () => {
  await cpuBackend.open();
});

describe('what is the same in all steps', () => {
  it('is nothing where no other run is looked at and nothing is masked', async () => {
    const count = tf.memory().numTensors;
    expect(await constantsOf(runOf({}, {}))).toEqual({ tensors: {}, mask: undefined, teacher: undefined });
    expect(tf.memory().numTensors).toBe(count);
  });

  it("is what methods take from another run's trained layers, under their names", async () => {
    const { tensors } = await constantsOf(runOf({ methods: [uses] }, upstream, { freeze: 1 }));
    expect(Object.keys(tensors)).toEqual(['looking/theirs', 'looking/twice']);
    // conv1 has 4 filters of 3 x 3 and as many biases.
    expect([...tensors['looking/theirs']!.dataSync()]).toEqual([...numbersOf({}).slice(40)]);
    expect([...tensors['looking/twice']!.dataSync()]).toEqual([...numbersOf({}).slice(40)].map((value) => 2 * value));
    tf.dispose(tensors);
  });

  it('is the mask, from the run that it names', async () => {
    const { tensors, mask } = await constantsOf(runOf({ mask: masked }, upstream));
    expect(Object.keys(tensors)).toEqual(['mask']);
    expect(tensors['mask']!.dataSync()).toEqual(mask);
    expect(mask?.slice(0, 40)).toEqual(Float32Array.from({ length: 40 }, (_, at) => (at < 36 ? 0 : 1)));
    tf.dispose(tensors);
  });

  it("is the teacher's network, laid out for this run's images and classes, whatever its shape", async () => {
    const constants = await constantsOf(runOf({ loss: taught }, upstream));
    expect(constants.teacher).toEqual(layersOn(deep, dataset.inputs.shape, 3));
    expect(constants.tensors['teacher']!.dataSync()).toEqual(numbersOf(deep));
    tf.dispose(constants.tensors);
  });

  it('leaves no tensor behind where a run was not given, or does not fit', async () => {
    const count = tf.memory().numTensors;
    const fitting = upstream[before]!;
    const small = { ...upstream, [before]: { ...fitting, weights: fitting.weights.slice(1) } };
    const huge = { ...upstream, [teacher]: { ...upstream[teacher]!, config: requestOf({ network: { convolutions: [{ filters: 1, poolSize: 99 }] } }).config } }; // prettier-ignore
    const all = { methods: [uses], mask: masked, loss: taught };
    await expect(constantsOf(runOf(all, {}))).rejects.toThrow(`this run needs another one, ${before}`);
    await expect(constantsOf(runOf(all, small))).rejects.toMatchObject({ code: 'SB_WEIGHTS_SHAPE' });
    await expect(constantsOf(runOf(all, huge))).rejects.toMatchObject({ code: 'SB_SPEC_SHAPE' });
    expect(tf.memory().numTensors).toBe(count);
  });
});
