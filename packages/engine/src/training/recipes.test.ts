import type { Configured, TrainingConfig } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { uncompiled } from '../graph/computation.js';
import { loadTensors } from '../graph/program.js';
import { slicesOf } from '../network/layout.js';
import { optimizerCodes } from '../optimizers/index.js';
import { type Changes, layersOn, requestOf } from '../testing/configs.js';
import { describeBackends } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import type { TrainingState } from './state.js';
import { type TrainOptions, trainRun } from './train.js';

const dataset = syntheticDataset();
const decay = { weightDecay: 0.01 };

const recipes: Readonly<Record<string, Partial<TrainingConfig>>> = {
  'adam, one cycle': { optimizer: { adam: { ...decay, clipNorm: 1 } }, schedule: { oneCycle: { warmup: 0.2 } } },
  'adamW, linear, smoothing': { optimizer: 'adamW', schedule: { linear: { warmup: 0.1 } }, loss: { crossEntropy: { smoothing: 0.1 } } }, // prettier-ignore
  'rmsProp, steps': { optimizer: { rmsProp: { momentum: 0.9, ...decay } }, schedule: { multiStep: { at: [0.3, 0.6] } } }, // prettier-ignore
  'adaGrad, exponential': { optimizer: { adaGrad: decay }, schedule: { exponential: { to: 0.1 } } },
  'lion, mixed labels': { optimizer: { lion: decay }, learningRate: 0.001, methods: [{ mixup: { alpha: 0.4 } }], loss: { crossEntropy: { smoothing: 0.1 } } }, // prettier-ignore
};

describeBackends(['wasm', 'tensorflow'], (backend) => {
  async function train(changes: Changes, options: TrainOptions = {}) {
    const before = tf.memory().numTensors;
    const trained = await trainRun(requestOf(changes), dataset, backend(), options);
    expect(tf.memory().numTensors).toBe(before);
    return trained;
  }

  describe.each(Object.entries(recipes))('%s', (_, training) => {
    it('has the same bits twice, operation by operation, and from every state that was kept', async () => {
      const states: TrainingState[] = [];
      const whole = await train({ training }, { keepsState: () => true, keepState: (state) => states.push(state) });
      expect(whole.outcome.status).toBe('ok');
      expect(await train({ training })).toEqual(whole);
      const { kernels } = backend();
      const oneByOne = { ...backend(), kernels: { ...kernels, compile: uncompiled, load: loadTensors(uncompiled) } };
      expect(await trainRun(requestOf({ training }), dataset, oneByOne)).toEqual(whole);
      for (const resume of states.filter(({ step }) => step % 4 === 1)) {
        expect(await train({ training }, { resume }), `from step ${resume.step}`).toEqual(whole);
      }
    });
  });

  it.each(optimizerCodes.map(({ name }) => name))(
    '%s ends as diverged, with the step, at a learning rate that is too high',
    async (name) => {
      const { outcome, measured, loss } = await train({ training: { optimizer: name, learningRate: 1e20, schedule: 'constant' } }); // prettier-ignore
      expect(outcome).toEqual({ status: 'diverged', step: expect.any(Number) as number, reason: expect.stringMatching(/ is not finite after step \d+$/) as string }); // prettier-ignore
      expect(outcome.step).toBe(loss.steps);
      expect(outcome.reason).toContain(`after step ${loss.steps}`);
      expect(measured).toBeNull();
    },
  );

  it('learns with each optimizer', async () => {
    const rates: Readonly<Record<string, number>> = { sgd: 0.05, adam: 0.005, adamW: 0.005, rmsProp: 0.002, adaGrad: 0.05, lion: 0.001 }; // prettier-ignore
    for (const { name } of optimizerCodes) {
      const { measured } = await train({ training: { optimizer: name, learningRate: rates[name] as number, steps: 60 } }); // prettier-ignore
      expect(measured?.test?.values['accuracy'], name).toBeGreaterThan(75);
    }
  });

  describe('a mask', () => {
    const masked = (mask: Configured, training: Changes['training'] = {}): Changes => ({ mask, training });
    const layers = layersOn({}, dataset.inputs.shape, 3);
    /** Weights alone: conv1 36, conv2 216, dense1 960, classifier 30. */
    const weightsIn = (stored: Float32Array) => {
      let at = 0;
      const pieces = slicesOf(layers).map(({ name, size }) => [name, stored.subarray(at, (at += size))] as const);
      return pieces.flatMap(([name, values]) => (name === 'weights' ? [...values] : []));
    };
    const zerosIn = (stored: Float32Array) => weightsIn(stored).filter((value) => Object.is(value, 0)).length;

    it.each(optimizerCodes.map(({ name }) => name))('stays 0 through %s, decay and averaging', async (name) => {
      const training = {
        optimizer: { [name]: decay },
        learningRate: 0.001,
        methods: [{ averageWeights: { decay: 0.9 } }],
      };
      const { weights } = await train(masked({ random: { share: 0.6 } }, training));
      expect(zerosIn(weights)).toBe(Math.floor(0.6 * 1242 + 0.5));
    });

    it('masks the same weights at a larger share, and more', async () => {
      const kept = async (share: number) => weightsIn((await train(masked({ random: { share } }))).weights);
      const [few, many] = [await kept(0.3), await kept(0.7)];
      expect(few.every((value, at) => value !== 0 || many[at] === 0)).toBe(true);
    });

    it('goes on from round to round, each from its own initial weights', async () => {
      const of = { run: 'f'.repeat(64) };
      const training = { optimizer: 'adam', learningRate: 0.005, steps: 40 };
      const rounds = [await train({ training })];
      let left = 1242;
      for (let round = 1; round <= 3; round++) {
        const { weights } = rounds.at(-1) as (typeof rounds)[number];
        const upstream = { [of.run]: { config: requestOf({ training }).config, weights } };
        const changes = masked({ magnitude: { share: 0.4, of } }, training);
        const next = await train(changes, { upstream });
        left -= Math.floor(0.4 * left + 0.5);
        expect(zerosIn(next.weights)).toBe(1242 - left);
        const [earlier, later] = [weightsIn(weights), weightsIn(next.weights)];
        expect(earlier.every((value, at) => value !== 0 || later[at] === 0)).toBe(true);
        expect(await train(changes, { upstream })).toEqual(next);
        rounds.push(next);
      }
      expect(rounds.at(-1)?.measured?.test?.values['accuracy']).toBeGreaterThan(60);
    });

    it('is refused where it leaves nothing, or the other run has other shapes', async () => {
      const of = { run: 'f'.repeat(64) };
      const { config } = requestOf();
      const asked = (weights: Float32Array) => train(masked({ magnitude: { share: 0.4, of } }), { upstream: { [of.run]: { config, weights } } }); // prettier-ignore
      const { weights } = await train({});
      await expect(asked(new Float32Array(weights.length))).rejects.toThrow(expect.objectContaining({ code: 'SB_MASK_EMPTY', message: 'magnitude leaves none of 1242 weights (stage target)' })); // prettier-ignore
      await expect(asked(weights.subarray(1))).rejects.toThrow(expect.objectContaining({ code: 'SB_WEIGHTS_SHAPE' }));
    });
  });
});
