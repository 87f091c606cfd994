import {
  type Dataset,
  digestOf,
  type FrozenPasses,
  manifestSchema,
  SeedStreams,
  sha256,
  storedCount,
} from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import { SharedRows } from '../data/shared-rows.js';
import type { Load, Program } from '../graph/program.js';
import { type Changes, copied, layersOn, requestOf, upstreamOf, upstreamWith } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { trainedElsewhere } from '../testing/elsewhere.js';
import { relativeError } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { FrozenOutputs } from './frozen-outputs.js';
import { prepareRun, type Upstream } from './run.js';
import { type TrainedRun, type TrainOptions, trainPrepared, trainRun } from './train.js';

const original = SeedStreams.prototype.open;
const dataset = syntheticDataset();
const methods = [{ augment: { flip: true, shift: 1 } }];
const layers = layersOn({}, dataset.inputs.shape, 3);
/** Units as the layers that have weights begin them; numbers of the first so many. */
const unitStarts = layers.flatMap(({ parameters }, at) => (parameters.length > 0 ? [at] : []));
const endOf = (units: number) => storedCount(layers.slice(0, unitStarts[units]));

const lossesOf = ({ loss }: TrainedRun): number[] => {
  const bytes = Buffer.from(loss.bits, 'base64');
  return Array.from({ length: loss.steps }, (_, step) => bytes.readFloatLE(4 * step));
};

/** What of a training goes into a manifest; parsed with the manifest's own schema, which refuses NaN. */
function recorded({ digests, outcome, curve, metrics, measured, loss, seeds, drawn }: TrainedRun) {
  const parts = manifestSchema.shape;
  parts.outcome.parse(outcome);
  parts.curve.parse(curve);
  parts.loss.parse(loss);
  parts.metrics.parse(metrics);
  parts.measured.parse(measured);
  for (const { values } of Object.values(measured ?? {})) expect(Object.keys(metrics)).toEqual(Object.keys(values));
  const record = { digests, outcome, curve, metrics, measured, loss, seeds, drawn };
  expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  return record;
}

describeBackends(everyBackend, (backend, name) => {
  let theirs: Float32Array;
  let upstream: Upstream;

  /** Trains; no tensor may be left when it ends. */
  async function train(changes: Changes, options: TrainOptions = {}, data = dataset) {
    const before = tf.memory().numTensors;
    const trained = await trainRun(requestOf(changes), data, backend(), options);
    expect(tf.memory().numTensors).toBe(before);
    recorded(trained);
    return trained;
  }

  beforeAll(async () => {
    theirs = (await trainRun(upstreamOf(), dataset, backend())).weights;
    upstream = upstreamWith(theirs);
  });

  it('learns', async () => {
    const { outcome, measured, curve, loss, drawn } = await train({ training: { steps: 40 } });
    const test = measured?.test;
    expect(outcome).toEqual({ status: 'ok', step: null, reason: null });
    expect(curve.map(({ step }) => step)).toEqual([14, 27, 40]);
    expect(loss.steps).toBe(40);
    // Chance is 1/3; of 60 images, 45 by chance have a probability below 1e-10.
    expect(test?.examples).toBe(60);
    expect(test?.values['accuracy']).toBeGreaterThan(75);
    expect(test?.values['loss']).toBeLessThan(0.8);
    expect(test?.confusion?.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(
      drawn.classes.map(() => 20),
    );
    expect(curve[2]?.trainLoss).toBeLessThan(0.6 * (curve[0]?.trainLoss ?? 0));
    expect(curve[2]?.measured.validation?.['accuracy']).toBeGreaterThan(50);
  });

  it('does not learn shuffled labels beyond chance on the test images', async () => {
    const { measured } = await train({ learn: { transforms: ['shuffleLabels'] }, training: { steps: 40 } });
    expect(measured?.test?.values['accuracy']).toBeLessThan(75);
  });

  it('gives equal digests twice, and in another process', async () => {
    const asked = { network: { dropout: 0.3 } };
    const first = await train(asked);
    await train({ seed: 99, training: { methods } });
    const second = await train(asked);
    expect(recorded(second)).toEqual(recorded(first));
    expect(second.weights).toEqual(first.weights);
    expect(await trainedElsewhere(name)).toEqual({ digests: first.digests, loss: first.loss });
  });

  it('digests what it drew and the weights before and after', async () => {
    const trained = await train({});
    const { digests, drawn, weights } = trained;
    expect(digests.train).toBe(digestOf(drawn.train));
    expect(digests.validation).toBe(digestOf(drawn.validation));
    expect(digests.test).toBe(digestOf(drawn.test));
    expect(digests.after).toBe(sha256(new Uint8Array(weights.buffer)));
    expect(digests.before).not.toBe(digests.after);
    const other = await train({ seed: 12 });
    for (const what of ['before', 'after', 'order'] as const) expect(other.digests[what]).not.toBe(digests[what]);
    expect(Object.keys(trained.seeds).sort()).toEqual([
      'split',
      'target/init/classifier',
      'target/init/conv1',
      'target/init/conv2',
      'target/init/dense1',
      'target/order',
      ...drawn.classes.map((name) => `target/subset/${name}`).sort(),
    ]);
  });

  it('sees the losses of the pure JavaScript backend', async () => {
    const asked = { network: { dropout: 0.3 }, training: { methods, optimizer: { sgd: { momentum: 0.9, nesterov: true, weightDecay: 1e-3, clipNorm: 1 } } } }; // prettier-ignore
    const here = await train(asked);
    const reference = await cpuBackend.open();
    const expected = await trainRun(requestOf(asked), dataset, reference);
    await tf.setBackend(name);
    expect(here.digests.before).toBe(expected.digests.before);
    expect(here.digests.order).toBe(expected.digests.order);
    expect(relativeError(lossesOf(here), lossesOf(expected))).toBeLessThan(1e-5);
    expect(relativeError(here.weights, expected.weights)).toBeLessThan(1e-4);
  });

  describe('at a learning rate of a million', () => {
    const asked = { training: { learningRate: 1e6, steps: 40 } };

    it('diverges, says at which step, and records no number that is none', async () => {
      const seen: number[] = [];
      const trained = await train(asked, { onStep: () => seen.push(tf.memory().numTensors) });
      expect(trained.outcome.status).toBe('diverged');
      expect(trained.outcome.step).toBe(trained.loss.steps);
      expect(trained.outcome.reason).toMatch(new RegExp(`is not finite after step ${trained.loss.steps}$`));
      expect([trained.measured, trained.predictions]).toEqual([null, {}]);
      // It breaks within a few steps, and the first evaluation, after step 14, sees it on every backend.
      expect(trained.curve).toEqual([]);
      expect(seen.length).toBe(trained.loss.steps);
      expect(new Set(seen).size).toBe(1);
      expect(Buffer.from(trained.loss.bits, 'base64').length).toBe(4 * trained.loss.steps);
      // Which bits a NaN has depends on the processor; digests must not.
      const bits = new Uint32Array(trained.weights.buffer);
      const other = trained.weights.findIndex((value, index) => Number.isNaN(value) && bits[index] !== 0x7fc00000);
      expect(other).toBe(-1);
    });

    it('never calls a network of infinite or undefined weights a result', async () => {
      const { outcome, weights } = await train(asked);
      const broken = weights.filter((value) => !Number.isFinite(value)).length;
      expect({ status: outcome.status, broken: broken > 0 }).toEqual({ status: 'diverged', broken: true });
    });

    it('diverges without being measured, too', async () => {
      const { outcome, curve } = await train({ ...asked, measure: [], evaluations: 0 });
      expect([outcome.status, curve]).toEqual(['diverged', []]);
    });

    it('diverges in the same way twice', async () => {
      const [first, second] = [await train(asked), await train(asked)];
      expect(recorded(second)).toEqual(recorded(first));
    });
  });

  describe('above frozen layers', () => {
    it.each([1, 2, 3])('keeps %i copied layers as they are, and trains the others', async (freeze) => {
      const trained = await train({ weights: copied(), freeze }, { upstream });
      expect(trained.weights.slice(0, endOf(freeze))).toEqual(theirs.slice(0, endOf(freeze)));
      for (let unit = freeze; unit < unitStarts.length; unit++) {
        const [now, then] = [trained.weights, theirs].map((vector) => vector.slice(endOf(unit), endOf(unit + 1)));
        expect(now?.length).toBeGreaterThan(0);
        expect(now, `unit ${unit}`).not.toEqual(then);
      }
    });

    it('freezes random layers as well as copied ones', async () => {
      const scratch = await train({});
      const frozen = await train({ freeze: 2 });
      expect(frozen.digests.before).toBe(scratch.digests.before);
      expect(frozen.weights.slice(0, endOf(2))).not.toEqual(scratch.weights.slice(0, endOf(2)));
    });

    it.each([
      ['in memory', 1e9],
      ['in files', 0],
    ])('gives the same digests where runs share these outputs, kept %s', async (_, memory) => {
      const runs = [1, 2, 3].flatMap((freeze) =>
        [4, 8].map((perClass) => ({ learn: { perClass }, weights: copied(), freeze, training: { steps: 5 } })),
      );
      const shared = new SharedRows({ memory, each: memory, files: 1e9 });
      const asked = vi.spyOn(shared, 'rows');
      for (const run of [...runs, ...runs]) {
        const alone = await train(run, { upstream });
        const together = await train(run, { upstream, shared });
        expect(recorded(together)).toEqual(recorded(alone));
      }
      // Training images differ between the sizes; validation and test images are those of all of them.
      expect(new Set(asked.mock.calls.map(([key]) => key)).size).toBe(3 * (2 + 1 + 1));
      shared.close();
    });

    /** Trains with frozen layers passed in another way than the config leads to. */
    const passing = (frozenPasses: FrozenPasses, changes: Changes) =>
      trainPrepared({ ...prepareRun(requestOf(changes), dataset, backend().kernels, upstream), frozenPasses });

    it.each([1, 3])(
      'gives, from outputs computed once, what computing them in every step gives: %i',
      async (freeze) => {
        const optimizer = { sgd: { momentum: 0.9, nesterov: true, weightDecay: 1e-3 } };
        const flipped = { weights: copied(), freeze, training: { optimizer, methods: [{ augment: { flip: true } }] } };
        const once = await train(flipped, { upstream });
        const eachStep = await passing('everyStep', flipped);
        const plain = await train({ ...flipped, training: { optimizer } }, { upstream });
        expect(once.seeds).toEqual(eachStep.seeds);
        expect(once.digests.order).toBe(plain.digests.order);
        expect(once.digests.before).toBe(plain.digests.before);
        expect(relativeError(lossesOf(once), lossesOf(eachStep))).toBeLessThan(1e-5);
        expect(relativeError(once.weights, eachStep.weights)).toBeLessThan(1e-5);
        expect(once.measured?.test?.confusion).toEqual(eachStep.measured?.test?.confusion);
        expect(relativeError(lossesOf(once), lossesOf(plain))).toBeGreaterThan(1e-3);
        expect(once.seeds).toHaveProperty(['target/augment']);
        expect(plain.seeds).not.toHaveProperty(['target/augment']);
      },
    );

    it('mirrors images that are their own mirror images to no effect', async () => {
      const symmetric = syntheticDataset({ symmetric: true });
      const asked = { weights: copied(), freeze: 2 };
      const plain = await train(asked, { upstream }, symmetric);
      const flipped = await train({ ...asked, training: { methods: [{ augment: { flip: true } }] } }, { upstream }, symmetric); // prettier-ignore
      expect(flipped.loss).toEqual(plain.loss);
      expect(flipped.weights).toEqual(plain.weights);
    });
  });

  describe('above frozen layers, on mirrored images', () => {
    const mirrored = { methods: [{ augment: { flip: true } }] };

    it.each([
      ['in memory', 1e9],
      ['in files', 0],
    ])('gives the same digests where runs share these outputs, kept %s', async (_, memory) => {
      const frozen = { weights: copied(), freeze: 2 };
      const shared = new SharedRows({ memory, each: memory, files: 1e9 });
      const asked = vi.spyOn(shared, 'rows');
      // Another order of the same images, and other images that enter as they are.
      const runs = [{ training: mirrored }, { training: { ...mirrored, steps: 5 } }];
      for (const changes of [...runs, ...runs]) {
        const alone = await train({ ...frozen, ...changes }, { upstream });
        expect(recorded(await train({ ...frozen, ...changes }, { upstream, shared }))).toEqual(recorded(alone));
      }
      await train(frozen, { upstream, shared });
      expect(new Set(asked.mock.calls.map(([key]) => key)).size).toBe(2 + 1 + 1);
      shared.close();
    });
  });

  it('opens each stream once: no number decides two things', async () => {
    const opened: string[] = [];
    const open = vi.spyOn(SeedStreams.prototype, 'open').mockImplementation(function (this: SeedStreams, name) {
      opened.push(name);
      return original.call(this, name);
    });
    const { seeds } = await train({ training: { methods }, network: { dropout: 0.3 } });
    open.mockRestore();
    expect(opened.sort()).toEqual(Object.keys(seeds).sort());
  });

  it('trains on the same batches and images whatever is copied, frozen or measured', async () => {
    const asked: Changes[] = [
      {},
      { weights: copied() },
      { weights: copied(), freeze: 2 },
      { weights: copied(1), freeze: 1 },
      { freeze: 1 },
      { measure: [], evaluations: 0 },
    ];
    const digests = new Set<string>();
    for (const changes of asked) {
      const { order, train: images, validation, test } = (await train(changes, { upstream })).digests;
      digests.add([order, images, validation, test].join());
    }
    expect(digests.size).toBe(1);
  });

  describe('what is measured', () => {
    it('moves no weight and no loss', async () => {
      const all = await train({ measure: ['train', 'validation', 'test'], evaluations: 6 });
      const nothing = await train({ measure: [], evaluations: 0 });
      expect(nothing.loss).toEqual(all.loss);
      expect(nothing.weights).toEqual(all.weights);
      expect([nothing.curve, nothing.measured, nothing.metrics]).toEqual([[], {}, {}]);
    });

    it('is every part that is asked for: train and validation at each evaluation, all of them at the end', async () => {
      const { curve, measured, drawn, predictions } = await train({ measure: ['train', 'validation', 'test'] });
      expect(curve.map((each) => Object.keys(each.measured))).toEqual([1, 2, 3].map(() => ['train', 'validation']));
      expect(Object.keys(measured ?? {})).toEqual(['train', 'validation', 'test']);
      for (const part of ['train', 'validation', 'test'] as const) {
        const { examples, values, errors, predictions: digest } = measured![part]!;
        expect(examples).toBe(drawn[part].length);
        expect(Object.keys(values)).toEqual(['accuracy', 'loss', 'meanClassAccuracy', 'calibrationError']);
        expect(Object.keys(errors)).toEqual(Object.keys(values));
        const probabilities = predictions[part]!;
        expect(probabilities.length).toBe(examples * 3);
        expect(sha256(new Uint8Array(probabilities.buffer))).toBe(digest);
        const best = drawn[part].filter(({ label }, row) => {
          const own = probabilities.subarray(3 * row, 3 * row + 3);
          expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
          return own.indexOf(Math.max(...own)) === label;
        });
        expect(values['accuracy']).toBeCloseTo((100 * best.length) / examples, 10);
      }
      // The last evaluation is at the end.
      for (const part of ['train', 'validation'] as const) {
        const { accuracy, loss } = measured![part]!.values as { accuracy: number; loss: number };
        expect(curve.at(-1)?.measured[part]).toEqual({ accuracy, loss });
      }
    });

    it('is predicted once each time, at the last evaluation too', async () => {
      const predict = vi.spyOn(FrozenOutputs.prototype, 'predict');
      await train({ measure: ['train', 'validation', 'test'] });
      const parts = predict.mock.calls.map(([part]) => part);
      predict.mockRestore();
      const evaluated = ['train', 'validation'];
      expect(parts).toEqual([...evaluated, ...evaluated, ...evaluated, 'test']);
    });

    it('holds top-5 accuracy where there are more than five classes', async () => {
      const { metrics } = await train({
        learn: { data: { plugin: 'synthetic', name: 'all' }, classes: undefined },
        measure: ['test'],
      });
      expect(metrics['topK']).toEqual({ unit: '%', better: 'higher' });
      expect((await train({})).metrics['topK']).toBeUndefined();
    });

    it('can be a network that is not trained, on other data', async () => {
      const trained = await train({});
      const all = { training: null, weights: copied(4), measure: ['test'], evaluations: 0 } as const;
      const again = await train(all, { upstream: upstreamWith(trained.weights) });
      expect(again.measured?.test).toEqual(trained.measured?.test);
      expect([again.loss.steps, again.curve, again.digests.after]).toEqual([0, [], trained.digests.after]);
      const other = await train({ ...all, learn: { transforms: [{ randomLabels: { share: 1, parts: ['test'] } }] } }, { upstream: upstreamWith(trained.weights) }); // prettier-ignore
      expect(other.measured?.test?.values['accuracy']).toBeLessThan(trained.measured!.test!.values['accuracy']!);
      expect(other.measured?.test?.predictions).toBe(again.measured?.test?.predictions);
    });
  });

  it('refuses what it cannot run before anything is drawn', async () => {
    const open = vi.spyOn(SeedStreams.prototype, 'open');
    const asked = requestOf({ training: { optimizer: 'somebody:special' } });
    await expect(trainRun(asked, dataset, backend())).rejects.toMatchObject({ code: 'SB_ENGINE_COMPONENT' });
    expect(open).not.toHaveBeenCalled();
    open.mockRestore();
  });

  it.each([
    ['from scratch', {}],
    ['with dropout, decay and clipping', { network: { dropout: 0.3 }, training: { optimizer: { sgd: { momentum: 0.9, nesterov: true, weightDecay: 0.01, clipNorm: 1 } } } }], // prettier-ignore
    ['above frozen layers', { freeze: 2 }],
    ['above frozen layers on augmented images', { freeze: 2, training: { methods } }],
  ] as const)('has the same number of tensors after every step %s', async (_title, asked) => {
    const seen: number[] = [];
    await train(asked, {
      onStep(step, steps) {
        expect([step, steps]).toEqual([seen.length + 1, 12]);
        seen.push(tf.memory().numTensors);
      },
    });
    expect(seen.length).toBe(12);
    expect(new Set(seen).size).toBe(1);
  });

  describe('when it is aborted or fails', () => {
    /** Tensors of a training that fails live in this scope, so that a leak does not reach other tests. */
    async function failed(asked: Changes, options: TrainOptions, data = dataset, computing = backend()) {
      tf.engine().startScope('failed');
      try {
        const before = tf.memory().numTensors;
        const error = await trainRun(requestOf(asked), data, computing, options).catch((thrown: unknown) => thrown);
        return { error, left: tf.memory().numTensors - before };
      } finally {
        tf.engine().endScope();
      }
    }

    it.each([
      ['from scratch', {}],
      ['above frozen layers', { freeze: 1 }],
      ['above frozen layers on augmented images', { freeze: 1, training: { methods } }],
    ] as const)(
      'stops before the next step with the reason, and leaves no tensor behind, %s',
      async (_title, asked) => {
        const controller = new AbortController();
        const reason = new Error('enough');
        let steps = 0;
        const onStep = (step: number) => {
          steps = step;
          if (step === 8) controller.abort(reason);
        };
        const { error, left } = await failed(asked, {
          signal: controller.signal,
          onStep,
        });
        expect(error).toBe(reason);
        expect(steps).toBe(8);
        expect(left).toBe(0);
      },
    );

    it('leaves no tensor behind when it is aborted from the start', async () => {
      expect(await failed({}, { signal: AbortSignal.abort('never') })).toEqual({ error: 'never', left: 0 });
    });

    it.each([
      ['a training image', {}, 20],
      ['a training image of frozen layers', { freeze: 1 }, 20],
      ['a validation image', {}, 4 * 8 + 5],
      ['a validation image above frozen layers', { freeze: 1 }, 36 + 5],
      ['a test image', {}, 12 * 8 + 3 * 12 + 5],
    ] as const)('leaves no tensor behind when %s cannot be read', async (_title, asked, last) => {
      let reads = 0;
      const reason = new Error('the disk is gone');
      const broken: Dataset = {
        ...dataset,
        readInputs(...image) {
          if (++reads > last) throw reason;
          dataset.readInputs(...image);
        },
      };
      expect(await failed(asked, {}, broken)).toEqual({ error: reason, left: 0 });
    });

    it('leaves no tensor behind when a kernel fails within a step', async () => {
      const reason = new Error('out of memory');
      const { kernels, ...others } = backend();
      const failing: Load = (repeated) => {
        const program = kernels.load(repeated);
        let calls = 0;
        const run: Program['run'] = (...given) => {
          if (++calls === 3) throw reason;
          return program.run(...given);
        };
        return { ...program, run };
      };
      const broken = { ...others, kernels: { ...kernels, load: failing } };
      expect(await failed({}, {}, dataset, broken)).toEqual({ error: reason, left: 0 });
    });

    it('notices an abort that comes from outside: a timer, a message, a signal', async () => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(new Error('the timer')), 20);
      const { error } = await failed({ training: { steps: 300 } }, { signal: controller.signal });
      clearTimeout(timer);
      expect(error).toEqual(new Error('the timer'));
    });
  });
});

describe('tensors', () => {
  it('are all gone', () => {
    expect(tf.memory().numTensors).toBe(0);
  });
});
