import type { Configured } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import type { Backend } from '../backends/backend.js';
import type { Load } from '../graph/program.js';
import type { NodeBackend } from '../graph/node-backend.js';
import type { Kernels } from '../kernels/kernels.js';
import { type Changes, requestOf } from '../testing/configs.js';
import { describeBackends } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import type { TrainingState } from './state.js';
import { type TracedTensor, Tracer } from './tracer.js';
import { type TrainedRun, type TrainOptions, trainRun } from './train.js';

/* Whether losses are read after every step or several at once moves nothing that a run leaves behind. */

const dataset = syntheticDataset();
const optimizer = { sgd: { momentum: 0.9, nesterov: true, weightDecay: 0.01, clipNorm: 1 } };
const methods: Configured[] = [{ augment: { flip: true, shift: 1 } }, { mixup: { alpha: 0.4 } }];
const normalized: Configured[] = [
  { conv: { filters: 4 } },
  'batchNorm',
  'relu',
  { dense: { units: 8 } },
  'relu',
  { dropout: { rate: 0.3 } },
  'classifier',
];
/** Evaluated at the end alone, so that losses stay on the device as long as they may. */
const late = { training: { steps: 16 }, evaluations: 1 };
const recipes: Record<string, Changes> = {
  'a plain run': {},
  'a run that is evaluated at its end': late,
  'a run that measures nothing': { training: { steps: 5 }, measure: [], evaluations: 0 },
  'batch norm, dropout, momentum, images and labels that are mixed': { layers: normalized, training: { optimizer, methods, steps: 16 } }, // prettier-ignore
  'a run that diverges by itself': { ...late, training: { steps: 40, learningRate: 1e6 } },
};

const keeping = (backend: Backend, lossesKept: number): Backend => ({ ...backend, kernels: { ...backend.kernels, lossesKept } }); // prettier-ignore

const lossesOf = ({ loss }: TrainedRun): number[] => {
  const bytes = Buffer.from(loss.bits, 'base64');
  return Array.from({ length: loss.steps }, (_, step) => bytes.readFloatLE(4 * step));
};

/** A loss below `bound` is infinite, but its gradient is what it was: weights stay finite and would go on. */
function breakingBelow(backend: Backend, bound: number): Backend {
  const { kernels } = backend;
  const crossEntropy: Kernels['crossEntropy'] = (logits, labels) => {
    const { mean, gradient } = kernels.crossEntropy(logits, labels);
    return { mean: tf.where(tf.less(mean, bound), Infinity, mean), gradient };
  };
  // Else the graph of the same run without it would be taken.
  const load: Load = (repeated) => kernels.load({ ...repeated, key: `${repeated.key}, breaking below ${bound}` });
  return { ...backend, kernels: { ...kernels, crossEntropy, load } };
}

const breaks: readonly [string, number, (step: number) => number][] = [
  ['in the middle of the ring', 4, (step) => step + 3],
  ['at the end of the ring', 4, (step) => step],
  ['right behind the end of the ring', 4, (step) => step - 1],
  ['in a later ring', 6, () => 4],
  ['at the first step', 1, () => 7],
];

// Graphs with variables, and tensors: of these, what differs.
describeBackends(['wasm', 'tensorflow'], (backend, name) => {
  const isGraph = name === 'tensorflow';
  const several = isGraph ? [4, 7] : [7];

  /** Trains; no tensor may be left when it ends. */
  async function train(changes: Changes, kept: number, options: TrainOptions = {}, on = backend()) {
    const before = tf.memory().numTensors;
    const trained = await trainRun(requestOf(changes), dataset, keeping(on, kept), options);
    expect(tf.memory().numTensors).toBe(before);
    return trained;
  }

  it.each(Object.entries(recipes))('leaves the same behind: %s', async (_, changes) => {
    const each = await train(changes, 1);
    for (const kept of several) expect(await train(changes, kept), `${kept} losses kept`).toEqual(each);
  });

  describe('a run whose loss is not finite at some step, and whose weights would go on', () => {
    const changes: Changes = { ...late, layers: normalized };
    /** A step, from 1, whose loss is the lowest so far, and a backend on which it is infinite. */
    async function breaking(from: number) {
      const losses = lossesOf(await train(changes, 1));
      const lowest = (step: number) => Math.min(...losses.slice(0, step));
      const step = losses.findIndex((loss, at) => at + 1 >= from && loss < lowest(at)) + 1;
      expect(step).toBeGreaterThanOrEqual(from);
      return { step, on: breakingBelow(backend(), step === 1 ? 1e9 : lowest(step - 1)) };
    }

    it.each(isGraph ? breaks : breaks.slice(0, 1))('leaves the same behind: %s', async (_, from, kept) => {
      const { step, on } = await breaking(from);
      const each = await train(changes, 1, {}, on);
      expect(each.outcome).toEqual({ status: 'diverged', step, reason: `the training loss is not finite after step ${step}` }); // prettier-ignore
      expect(each.weights.every(Number.isFinite)).toBe(true);
      expect(await train(changes, kept(step), {}, on)).toEqual(each);
    });

    it.runIf(isGraph)('shows nothing of what is behind that step', async () => {
      const { step, on } = await breaking(4);
      const shown = async (kept: number) => {
        const steps: number[] = [];
        const tracer = new Tracer((_, name) => name === 'loss', (tensor) => steps.push(tensor.step)); // prettier-ignore
        await train(changes, kept, { tracer }, on);
        return steps;
      };
      const upTo = Array.from({ length: step }, (_, at) => at + 1);
      expect([await shown(1), await shown(100)]).toEqual([upTo, upTo]);
    });

    it.runIf(isGraph)('is not kept behind that step', async () => {
      const { step, on } = await breaking(4);
      for (const kept of [1, 100]) {
        let asked = 0;
        const states: TrainingState[] = [];
        const keepsState = () => ++asked === step + 1;
        await train(changes, kept, { keepsState, keepState: (state) => states.push(state) }, on);
        expect([states, asked]).toEqual([[], kept === 1 ? step - 1 : step + 1]);
      }
    });
  });

  it.runIf(isGraph)('keeps the same states, and goes on from them', async () => {
    const changes: Changes = { ...late, layers: normalized, training: { optimizer, methods, steps: 16 } };
    const statesOf = async (kept: number) => {
      const states: TrainingState[] = [];
      let asked = 0;
      const keepsState = () => [3, 10].includes(++asked);
      const whole = await train(changes, kept, { keepsState, keepState: (state) => states.push(state) });
      return { whole, states };
    };
    const each = await statesOf(1);
    expect(await statesOf(7)).toEqual(each);
    expect(each.states.map(({ step }) => step)).toEqual([3, 10]);
    for (const resume of each.states) expect(await train(changes, 7, { resume })).toEqual(each.whole);
  });

  it.runIf(isGraph)('shows the same of a step that is looked into', async () => {
    const looked = async (kept: number) => {
      const seen: TracedTensor[] = [];
      const tracer = new Tracer((step) => [2, 9].includes(step), (tensor) => seen.push(tensor)); // prettier-ignore
      return { run: await train({ ...late, layers: normalized, training: { steps: 10 } }, kept, { tracer }), seen };
    };
    const [each, several] = [await looked(1), await looked(7)];
    expect(each.seen.length).toBeGreaterThan(20);
    expect(several).toEqual(each);
  });

  it('reads losses when the ring is full, before what needs them, and at the end', async () => {
    const changes: Changes = { training: { steps: 16 }, evaluations: 2 };
    const { kernels, ...others } = backend();
    let step = 1;
    let read: number[] = [];
    const load: Load = (repeated) => {
      const program = kernels.load(repeated);
      const state: typeof program.state = (names) => {
        if (names?.length === 1) read.push(step);
        return program.state(names);
      };
      return { ...program, state };
    };
    const reads = async (options: TrainOptions) => {
      step = 1;
      read = [];
      const seen: number[] = [];
      const onStep = (done: number) => {
        step = done + 1;
        seen.push(tf.memory().numTensors);
      };
      await train(changes, 5, { ...options, onStep }, { ...others, kernels: { ...kernels, load } });
      expect(seen.length).toBe(16);
      expect(new Set(seen).size).toBe(1);
      return read;
    };
    // Evaluated after steps 8 and 16.
    expect(await reads({})).toEqual([5, 8, 13, 16]);
    expect(await reads({ keepsState: () => step === 7 })).toEqual([5, 7, 8, 13, 16]);
  });

  it.runIf(isGraph)('fetches nothing that lies on the device while it keeps losses', async () => {
    const run = vi.spyOn(tf.backend() as unknown as NodeBackend, 'runSavedModel');
    await train(recipes['a run that measures nothing'] as Changes, 100);
    const fetched = run.mock.calls.map(([, , , outputs]) => outputs);
    run.mockRestore();
    const [started, ...rest] = fetched;
    expect(started?.every((output) => output.startsWith('start/'))).toBe(true);
    const steps = Array.from({ length: 5 }, () => ['step/done']);
    expect(rest).toEqual([...steps, ['read/losses/ring'], [expect.any(String), expect.any(String)], ['destroyed']]);
  });
});
