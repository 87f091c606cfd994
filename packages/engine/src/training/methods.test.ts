import type { Configured } from '@seedbed/core';
import { expect, it } from 'vitest';
import { uncompiled } from '../graph/computation.js';
import { type Changes, copied, requestOf } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { loadTensors } from '../graph/program.js';
import { numbers } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { prepareRun, type Upstream } from './run.js';
import type { TrainingState } from './state.js';
import { type TrainOptions, trainRun } from './train.js';

/* Runs with each method and transform, from their config to their digests. */

const dataset = syntheticDataset();
const of = { run: 'f'.repeat(64) };
const network = { convolutions: [{ filters: 3, poolSize: 2 }], dense: [6] };
const recipes: Record<string, Changes> = {
  'rotation and cutout': { training: { methods: [{ augment: { flip: true, shift: 1, rotate: 20, cutout: 3 } }] } },
  mixup: { training: { methods: [{ mixup: { alpha: 0.4 } }] } },
  cutmix: { training: { methods: [{ cutmix: { alpha: 1 } }] } },
  'cutmix above frozen layers': { training: { methods: [{ cutmix: { alpha: 1 } }] }, weights: copied(), freeze: 1 },
  'mixup after augment': { training: { methods: [{ augment: { flip: true } }, { mixup: { alpha: 1 } }] }, network: { ...network, dropout: 0.3 } }, // prettier-ignore
  'near two runs': { training: { methods: [{ near: { strength: 0.5, of } }, { near: { strength: 0.1, of: { run: 'e'.repeat(64) } } }] } }, // prettier-ignore
  'ewc above frozen layers': { training: { methods: [{ ewc: { strength: 2, of, examples: 5 } }] }, weights: copied(), freeze: 1 }, // prettier-ignore
  averageWeights: { training: { methods: [{ averageWeights: { decay: 0.8 } }] } },
  swa: { training: { methods: [{ swa: { from: 0.4 } }] } },
  'shuffled pixels': { learn: { transforms: ['shufflePixels'] } },
  'Gaussian pixels above frozen layers': { learn: { transforms: [{ gaussianPixels: { parts: ['train', 'test'] } }] }, weights: copied(), freeze: 1 }, // prettier-ignore
  'two classes kept': { learn: { transforms: [{ keep: { classes: ['class0', 'class4'] } }] } },
};
const request = (changes: Changes) => requestOf({ network, ...changes });

describeBackends(everyBackend, (backend) => {
  /** Runs of the same network with any weights. */
  const upstream = (): Upstream => {
    const { start } = prepareRun(request({}), dataset, backend().kernels);
    const run = (salt: string) => ({
      config: request({ stage: salt }).config,
      weights: numbers(salt, start.length, 0.3),
    });
    return { [of.run]: run('near'), ['e'.repeat(64)]: run('other') };
  };
  const train = (changes: Changes, options: TrainOptions = {}, kernels = backend().kernels) =>
    trainRun(request(changes), dataset, { ...backend(), kernels }, { upstream: upstream(), ...options });

  it.each(Object.entries(recipes))(
    'is the same twice, one by one, and after an interruption: %s',
    async (_, changes) => {
      const states: TrainingState[] = [];
      const whole = await train(changes, { keepsState: () => true, keepState: (state) => states.push(state) });
      expect(whole.outcome.status).toBe('ok');
      expect(whole.digests.after).not.toBe((await train({})).digests.after);
      expect(await train(changes)).toEqual(whole);
      const { kernels } = backend();
      expect(await train(changes, {}, { ...kernels, compile: uncompiled, load: loadTensors(uncompiled) })).toEqual(
        whole,
      );
      for (const state of [states[0], states[6], states[10]]) {
        const resume: TrainingState = { ...state, ...JSON.parse(JSON.stringify({ ...state, vectors: undefined })) };
        expect(await train(changes, { resume }), `from step ${resume.step}`).toEqual(whole);
      }
    },
  );

  it.each<[string, Configured]>([
    ['augment', { augment: {} }],
    ['near', { near: { strength: 0, of } }],
    ['ewc', { ewc: { strength: 0, of, examples: 2 } }],
    ['averageWeights', { averageWeights: { decay: 0 } }],
    ['swa', { swa: { from: 1 } }],
  ])('does nothing where it says so: %s', async (_, method) => {
    const [plain, changed] = [await train({}), await train({ training: { methods: [method] } })];
    expect(changed.loss).toEqual(plain.loss);
    expect(changed.weights).toEqual(plain.weights);
    expect(changed.measured).toEqual(plain.measured);
  });

  it('mixes images, not what frozen layers make of them: the first loss is that without freezing', async () => {
    for (const method of [{ mixup: { alpha: 1 } }, { cutmix: { alpha: 1 } }] as Configured[]) {
      const first = async (freeze: number | undefined) => {
        const { loss } = await train({ training: { methods: [method], steps: 1 }, weights: copied(), freeze });
        return Buffer.from(loss.bits, 'base64').readFloatLE(0);
      };
      expect(Math.abs((await first(1)) - (await first(undefined)))).toBeLessThan(1e-6);
    }
  });

  it('measures mean weights in place of the last ones, at each evaluation too', async () => {
    const weightsAfter = (steps: number) =>
      train({ training: { steps, schedule: 'constant' } }).then(({ weights }) => weights);
    const seen = [await weightsAfter(2), await weightsAfter(3), await weightsAfter(4)];
    const mean = seen[0]?.map((_, at) => seen.reduce((sum, weights) => sum + (weights[at] as number), 0) / 3);
    const averaged = await train({ training: { steps: 4, schedule: 'constant', methods: [{ swa: { from: 0.25 } }] } });
    averaged.weights.forEach((value, at) => expect(Math.abs(value - (mean?.[at] as number))).toBeLessThan(1e-6));
    // What is measured of the run is what another one measures that starts from these weights and takes no step.
    const stored = { [of.run]: { config: request({}).config, weights: averaged.weights } };
    const only = await train({ training: null, weights: { from: of, layers: 3 } }, { upstream: stored });
    expect(only.measured?.test).toEqual(averaged.measured?.test);
    expect(averaged.curve.at(-1)?.measured['validation']?.['loss']).toBe(only.measured?.validation?.values['loss']);
  });

  it('sees transforms in what is measured, also without a step, and in the outputs of frozen layers', async () => {
    const shuffled = { learn: { transforms: ['shufflePixels'] } };
    const measured = async (changes: Changes) =>
      (await train({ ...changes, training: null, weights: { from: of, layers: 3 } })).measured?.test;
    expect(await measured(shuffled)).not.toEqual(await measured({}));
    const frozen = (changes: Changes) => train({ ...changes, weights: copied(), freeze: 1 });
    expect((await frozen(shuffled)).loss).not.toEqual((await frozen({})).loss);
  });

  it('refuses what cannot be had together, by name', async () => {
    const together: [Changes, string][] = [
      [{ training: { methods: [{ swa: {} }, { averageWeights: { decay: 0.9 } }] } }, 'cannot measure the weights of both swa and averageWeights'], // prettier-ignore
      [{ learn: { transforms: ['shufflePixels'] }, training: { methods: [{ augment: { flip: true } }] } }, 'cannot augment examples after shufflePixels'], // prettier-ignore
      [
        { learn: { transforms: [{ noiseColumns: { count: 2 } }] } },
        'noiseColumns adds columns to rows, but the data are images of 8 x 8 x 1',
      ],
    ];
    for (const [changes, message] of together) await expect(train(changes)).rejects.toThrow(message);
    const parts = ['test'];
    await train({ learn: { transforms: [{ shufflePixels: { parts } }] }, training: { methods: [{ augment: { flip: true } }] } }); // prettier-ignore
  });

  it('refuses another network than its own to stay near to, and a part that nothing is left of', async () => {
    const { config } = request({});
    const short = { [of.run]: { config, weights: new Float32Array(7) } };
    const near = { training: { methods: [{ near: { strength: 1, of } }] } };
    await expect(train(near, { upstream: short })).rejects.toThrow('which has 7 of them, but its own network has');
    const none = { learn: { transforms: [{ keep: { classes: ['class7'] } }] } };
    await expect(train(none)).rejects.toThrow('has no train example');
  });
});
