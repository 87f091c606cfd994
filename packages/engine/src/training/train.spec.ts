import { type Dataset, digestOf, manifestSchema, SeedStreams, sha256 } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import { SharedRows } from '../data/shared-rows.js';
import type { Compile } from '../graph/computation.js';
import type { Layer } from '../network/layers.js';
import { layersOf } from '../network/layers.js';
import { cellOf, sourceOf } from '../testing/cells.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { trainedElsewhere } from '../testing/elsewhere.js';
import { relativeError } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { type TrainedRun, type TrainOptions, trainCell } from './train.js';

const original = SeedStreams.prototype.open;
const dataset = syntheticDataset();
const augmentation = { flip: true, shift: 1 };
const layers = layersOf(cellOf().model, dataset.image, 3);
const endOf = (count: number) => (layers[count - 1] as Layer).to;

const lossesOf = ({ loss }: TrainedRun): number[] => {
  const bytes = Buffer.from(loss.bits, 'base64');
  return Array.from({ length: loss.steps }, (_, step) => bytes.readFloatLE(4 * step));
};

/** What of a training goes into a manifest; parsed with the manifest's own schema, which refuses NaN. */
function recorded({ digests, outcome, evaluations, loss, test, seeds, drawn }: TrainedRun) {
  const parts = manifestSchema.shape;
  parts.outcome.parse(outcome);
  parts.evaluations.parse(evaluations);
  parts.loss.parse(loss);
  parts.test.parse(test);
  const record = { digests, outcome, evaluations, loss, test, seeds, drawn };
  expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  return record;
}

describeBackends(everyBackend, (backend, name) => {
  let source: Float32Array;

  /** Trains; no tensor may be left when it ends. */
  async function train(changes: Parameters<typeof cellOf>[0], options: TrainOptions = {}, data = dataset) {
    const before = tf.memory().numTensors;
    const trained = await trainCell(cellOf(changes), data, backend(), options);
    expect(tf.memory().numTensors).toBe(before);
    recorded(trained);
    return trained;
  }

  beforeAll(async () => {
    source = (await trainCell(sourceOf(), dataset, backend())).parameters;
  });

  it('learns', async () => {
    const { outcome, test, evaluations, loss, drawn } = await train({ training: { steps: 40 } });
    expect(outcome).toEqual({ status: 'ok', step: null, reason: null });
    expect(evaluations.map(({ step }) => step)).toEqual([14, 27, 40]);
    expect(loss.steps).toBe(40);
    // Chance is 1/3; of 60 images, 45 by chance have a probability below 1e-10.
    expect(test?.images).toBe(60);
    expect(test?.accuracy).toBeGreaterThan(0.75);
    expect(test?.loss).toBeLessThan(0.8);
    expect(test?.confusion.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(
      drawn.classes.map(() => 20),
    );
    expect(evaluations[2]?.trainLoss).toBeLessThan(0.6 * (evaluations[0]?.trainLoss ?? 0));
    expect(evaluations[2]?.validationAccuracy).toBeGreaterThan(0.5);
  });

  it('does not learn shuffled labels beyond chance on the test images', async () => {
    const { test } = await train({ labels: 'shuffled', training: { steps: 40 } });
    expect(test?.accuracy).toBeLessThan(0.75);
  });

  it('gives equal digests twice, and in another process', async () => {
    const asked = { model: { dropout: 0.3 } };
    const first = await train(asked);
    await train({ seed: 99, training: { augmentation } });
    const second = await train(asked);
    expect(recorded(second)).toEqual(recorded(first));
    expect(second.parameters).toEqual(first.parameters);
    expect(await trainedElsewhere(name)).toEqual({ digests: first.digests, loss: first.loss });
  });

  it('digests what it drew and the weights before and after', async () => {
    const trained = await train({});
    const { digests, drawn, parameters } = trained;
    expect(digests.train).toBe(digestOf(drawn.train));
    expect(digests.validation).toBe(digestOf(drawn.validation));
    expect(digests.test).toBe(digestOf(drawn.test));
    expect(digests.after).toBe(sha256(new Uint8Array(parameters.buffer)));
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
    const asked = { model: { dropout: 0.3 }, training: { augmentation, optimiser: { name: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 1e-3, clipNorm: 1 } as const } }; // prettier-ignore
    const here = await train(asked);
    const reference = await cpuBackend.open();
    const expected = await trainCell(cellOf(asked), dataset, reference);
    await tf.setBackend(name);
    expect(here.digests.before).toBe(expected.digests.before);
    expect(here.digests.order).toBe(expected.digests.order);
    expect(relativeError(lossesOf(here), lossesOf(expected))).toBeLessThan(1e-5);
    expect(relativeError(here.parameters, expected.parameters)).toBeLessThan(1e-4);
  });

  describe('at a learning rate of a million', () => {
    const asked = { training: { rate: 1e6, steps: 40 } };

    it('diverges, says at which step, and records no number that is none', async () => {
      const seen: number[] = [];
      const trained = await train(asked, { onStep: () => seen.push(tf.memory().numTensors) });
      expect(trained.outcome.status).toBe('diverged');
      expect(trained.outcome.step).toBe(trained.loss.steps);
      expect(trained.outcome.reason).toMatch(new RegExp(`is not finite after step ${trained.loss.steps}$`));
      expect(trained.test).toBeNull();
      // It breaks within a few steps, and the first evaluation, after step 14, sees it on every backend.
      expect(trained.evaluations).toEqual([]);
      expect(seen.length).toBe(trained.loss.steps);
      expect(new Set(seen).size).toBe(1);
      expect(Buffer.from(trained.loss.bits, 'base64').length).toBe(4 * trained.loss.steps);
      // Which bits a NaN has depends on the processor; digests must not.
      const bits = new Uint32Array(trained.parameters.buffer);
      const odd = trained.parameters.findIndex((value, index) => Number.isNaN(value) && bits[index] !== 0x7fc00000);
      expect(odd).toBe(-1);
    });

    it('never calls a network of infinite or undefined weights a result', async () => {
      const { outcome, parameters } = await train(asked);
      const broken = parameters.filter((value) => !Number.isFinite(value)).length;
      expect({ status: outcome.status, broken: broken > 0 }).toEqual({ status: 'diverged', broken: true });
    });

    it('diverges in the same way twice', async () => {
      const [first, second] = [await train(asked), await train(asked)];
      expect(recorded(second)).toEqual(recorded(first));
    });
  });

  describe('above frozen layers', () => {
    it.each([1, 2, 3])('keeps %i copied layers as they are, and trains the others', async (frozen) => {
      const trained = await train({ transfer: { copied: 3, frozen } }, { source });
      expect(trained.parameters.slice(0, endOf(frozen))).toEqual(source.slice(0, endOf(frozen)));
      for (const layer of layers.slice(frozen)) {
        const [now, then] = [trained.parameters, source].map((vector) => vector.slice(layer.from, layer.to));
        expect(now, layer.name).not.toEqual(then);
      }
    });

    it('freezes random layers as well as copied ones', async () => {
      const base = await train({});
      const frozen = await train({ transfer: { frozen: 2 } });
      expect(frozen.digests.before).toBe(base.digests.before);
      expect(frozen.parameters.slice(0, endOf(2))).not.toEqual(base.parameters.slice(0, endOf(2)));
    });

    it.each([
      ['in memory', 1e9],
      ['in files', 0],
    ])('gives the same digests where runs share these outputs, kept %s', async (_, memory) => {
      const cells = [1, 2, 3].flatMap((frozen) =>
        [4, 8].map((images) => ({ images, transfer: { copied: 3, frozen }, training: { steps: 5 } })),
      );
      const shared = new SharedRows({ memory, each: memory, files: 1e9 });
      const asked = vi.spyOn(shared, 'rows');
      for (const cell of [...cells, ...cells]) {
        const alone = await train(cell, { source });
        const together = await train(cell, { source, shared });
        expect(recorded(together)).toEqual(recorded(alone));
      }
      // Training images differ between the sizes; validation and test images are those of all of them.
      expect(new Set(asked.mock.calls.map(([key]) => key)).size).toBe(3 * (2 + 1 + 1));
      shared.close();
    });

    it('gives, from outputs computed once, what computing them in every step gives', async () => {
      // Mirroring images that are their own mirror images changes nothing, but makes every step compute all layers.
      const symmetric = syntheticDataset({ symmetric: true });
      for (const frozen of [1, 3]) {
        const transfer = { copied: 3, frozen };
        const optimiser = { name: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 1e-3 } as const;
        const cached = await train({ transfer, training: { optimiser } }, { source }, symmetric);
        const uncached = await train(
          { transfer, training: { optimiser, augmentation: { flip: true, shift: 0 } } },
          { source },
          symmetric,
        );
        expect(uncached.digests.order).toBe(cached.digests.order);
        expect(uncached.digests.before).toBe(cached.digests.before);
        expect(relativeError(lossesOf(cached), lossesOf(uncached))).toBeLessThan(1e-5);
        expect(relativeError(cached.parameters, uncached.parameters)).toBeLessThan(1e-5);
        expect(cached.test?.confusion).toEqual(uncached.test?.confusion);
        expect(uncached.seeds).toHaveProperty(['target/augment']);
        expect(cached.seeds).not.toHaveProperty(['target/augment']);
      }
    });
  });

  describe('above frozen layers, on mirrored images', () => {
    const mirrored = { augmentation: { flip: true, shift: 0 } };

    it.each([
      ['one layer', { frozen: 1 }],
      ['all layers', { frozen: 3 }],
      ['a probe', { probe: 0.5 }],
    ])('gives, from outputs of both orientations, what computing them in every step gives: %s', async (_, frozen) => {
      const transfer = { copied: 3, ...frozen };
      const once = await train({ transfer: { ...transfer, orientations: 2 }, training: mirrored }, { source });
      const eachStep = await train({ transfer, training: mirrored }, { source });
      const plain = await train({ transfer }, { source });
      expect(once.seeds).toEqual(eachStep.seeds);
      expect(once.digests.order).toBe(plain.digests.order);
      expect(relativeError(lossesOf(once), lossesOf(eachStep))).toBeLessThan(1e-5);
      expect(relativeError(once.parameters, eachStep.parameters)).toBeLessThan(1e-5);
      expect(once.test?.confusion).toEqual(eachStep.test?.confusion);
      expect(relativeError(lossesOf(once), lossesOf(plain))).toBeGreaterThan(1e-3);
    });

    it.each([
      ['in memory', 1e9],
      ['in files', 0],
    ])('gives the same digests where runs share these outputs, kept %s', async (_, memory) => {
      const transfer = { copied: 3, frozen: 2, orientations: 2 } as const;
      const shared = new SharedRows({ memory, each: memory, files: 1e9 });
      const asked = vi.spyOn(shared, 'rows');
      // Another order of the same images, and other images that enter as they are.
      const cells = [{ training: mirrored }, { training: { ...mirrored, steps: 5 } }];
      for (const changes of [...cells, ...cells]) {
        const alone = await train({ transfer, ...changes }, { source });
        expect(recorded(await train({ transfer, ...changes }, { source, shared }))).toEqual(recorded(alone));
      }
      await train({ transfer: { copied: 3, frozen: 2 } }, { source, shared });
      expect(new Set(asked.mock.calls.map(([key]) => key)).size).toBe(2 + 1 + 1);
      shared.close();
    });
  });

  describe('with a probe', () => {
    it('changes only the classifier', async () => {
      const { parameters } = await train({ transfer: { copied: 3, probe: 1 } }, { source });
      const { from } = layers[3] as Layer;
      expect(parameters.slice(0, from)).toEqual(source.slice(0, from));
      const base = await train({ transfer: { copied: 3 }, training: { steps: 1, rate: 1e-9 } }, { source });
      expect(parameters.slice(from)).not.toEqual(base.parameters.slice(from));
    });

    it('keeps the schedule of the whole run', async () => {
      // Without momentum, which each stage starts anew, two stages that train the same layers are one.
      const training = { optimiser: { name: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } } as const;
      const one = await train({ transfer: { copied: 3, frozen: 3 }, training }, { source });
      const two = await train({ transfer: { copied: 3, frozen: 3, probe: 0.5 }, training }, { source });
      expect(two.loss).toEqual(one.loss);
      expect(two.parameters).toEqual(one.parameters);
      expect(two.evaluations).toEqual(one.evaluations);
    });

    it('goes on above the frozen layers, whose outputs are others than those below the classifier', async () => {
      const { parameters, test } = await train({ transfer: { copied: 3, frozen: 1, probe: 0.5 } }, { source });
      expect(test?.images).toBe(60);
      expect(parameters.slice(0, endOf(1))).toEqual(source.slice(0, endOf(1)));
      expect(parameters.slice(endOf(1), endOf(3))).not.toEqual(source.slice(endOf(1), endOf(3)));
    });

    it('is training above frozen layers until then, and training of all layers from then on', async () => {
      const training = { schedule: 'constant' } as const;
      const probed = await train({ transfer: { copied: 3, probe: 0.5 }, training }, { source });
      const classifier = await train({ transfer: { copied: 3, frozen: 3 }, training }, { source });
      const all = await train({ transfer: { copied: 3 }, training }, { source });
      expect(lossesOf(probed).slice(0, 7)).toEqual(lossesOf(classifier).slice(0, 7));
      expect(lossesOf(probed).slice(7)).not.toEqual(lossesOf(classifier).slice(7));
      expect(lossesOf(probed)).not.toEqual(lossesOf(all));
      expect(probed.digests.order).toBe(all.digests.order);
      for (const layer of layers) {
        const [now, then] = [probed.parameters, source].map((vector) => vector.slice(layer.from, layer.to));
        expect(now, layer.name).not.toEqual(then);
      }
    });
  });

  it('opens each stream once: no number decides two things', async () => {
    const opened: string[] = [];
    const open = vi.spyOn(SeedStreams.prototype, 'open').mockImplementation(function (this: SeedStreams, name) {
      opened.push(name);
      return original.call(this, name);
    });
    const { seeds } = await train({ transfer: { probe: 0.5 }, training: { augmentation }, model: { dropout: 0.3 } });
    open.mockRestore();
    expect(opened.sort()).toEqual(Object.keys(seeds).sort());
  });

  it('trains on the same batches and images in every condition', async () => {
    const conditions = [
      {},
      { copied: 3 },
      { copied: 3, frozen: 2 },
      { copied: 1, frozen: 1 },
      { frozen: 1 },
      { copied: 3, probe: 0.5 },
    ];
    const digests = new Set<string>();
    for (const transfer of conditions) {
      const { order, train: images, validation, test } = (await train({ transfer }, { source })).digests;
      digests.add([order, images, validation, test].join());
    }
    expect(digests.size).toBe(1);
  });

  it('trains without validation images', async () => {
    const { evaluations } = await train({ validation: 0 });
    expect(evaluations.map(({ validationLoss, validationAccuracy }) => [validationLoss, validationAccuracy])).toEqual(
      [1, 2, 3].map(() => [null, null]),
    );
  });

  it.each([
    ['from scratch', {}],
    ['with dropout, decay and clipping', { model: { dropout: 0.3 }, training: { optimiser: { name: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 0.01, clipNorm: 1 } } }], // prettier-ignore
    ['above frozen layers', { transfer: { frozen: 2 } }],
    ['above frozen layers on augmented images', { transfer: { frozen: 2 }, training: { augmentation } }],
    ['with a probe', { transfer: { probe: 0.5 } }],
  ] as const)('has the same number of tensors after every step %s', async (_title, asked) => {
    const seen: number[] = [];
    await train(asked as Parameters<typeof cellOf>[0], {
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
    async function failed(
      asked: Parameters<typeof cellOf>[0],
      options: TrainOptions,
      data = dataset,
      computing = backend(),
    ) {
      tf.engine().startScope('failed');
      try {
        const before = tf.memory().numTensors;
        const error = await trainCell(cellOf(asked), data, computing, options).catch((thrown: unknown) => thrown);
        return { error, left: tf.memory().numTensors - before };
      } finally {
        tf.engine().endScope();
      }
    }

    it.each([
      ['from scratch', {}],
      ['above frozen layers', { transfer: { frozen: 1 } }],
      ['above frozen layers on augmented images', { transfer: { frozen: 1 }, training: { augmentation } }],
      ['with a probe', { transfer: { probe: 0.5 } }],
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
        const { error, left } = await failed(asked as Parameters<typeof cellOf>[0], {
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
      ['a training image of frozen layers', { transfer: { frozen: 1 } }, 20],
      ['a validation image', {}, 4 * 8 + 5],
      ['a validation image above frozen layers', { transfer: { frozen: 1 } }, 36 + 5],
      ['a test image', {}, 12 * 8 + 3 * 12 + 5],
    ] as const)('leaves no tensor behind when %s cannot be read', async (_title, asked, last) => {
      let reads = 0;
      const reason = new Error('the disk is gone');
      const broken: Dataset = {
        ...dataset,
        readImage(...image) {
          if (++reads > last) throw reason;
          dataset.readImage(...image);
        },
      };
      expect(await failed(asked as Parameters<typeof cellOf>[0], {}, broken)).toEqual({ error: reason, left: 0 });
    });

    it('leaves no tensor behind when a kernel fails within a step', async () => {
      const reason = new Error('out of memory');
      const { kernels, ...others } = backend();
      const failing: Compile = (key, computation) => {
        const compiled = kernels.compile(key, computation);
        let calls = 0;
        return (given) => {
          if (++calls === 3) throw reason;
          return compiled(given);
        };
      };
      const broken = { ...others, kernels: { ...kernels, compile: failing } };
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
