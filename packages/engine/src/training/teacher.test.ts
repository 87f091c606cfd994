import type { LearnConfig, RunConfig } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { uncompiled } from '../graph/computation.js';
import { loadTensors } from '../graph/program.js';
import { type Changes, copied, layersWith, requestOf, upstreamOf, upstreamWith } from '../testing/configs.js';
import { describeBackends } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import type { Upstream } from './run.js';
import type { TrainingState } from './state.js';
import { type TrainOptions, trainRun } from './train.js';

const dataset = syntheticDataset();
const teacher = { run: 'e'.repeat(64) };
const large = { convolutions: [{ filters: 6, poolSize: 2 }], dense: [16], dropout: 0.2 };
const teaching: Changes = { network: large, stage: 'teacher', training: { steps: 60, learningRate: 0.05 } };
const small = { convolutions: [{ filters: 2, poolSize: 2 }], dense: [] };
const student = (changes: Changes = {}, soft: object = {}): Changes => ({
  network: small,
  ...changes,
  training: { steps: 20, loss: { softTargets: { teacher, temperature: 4, hard: 0.1, ...soft } }, ...changes.training },
});

describeBackends(['wasm', 'tensorflow'], (backend) => {
  async function taughtBy(changes: Changes = teaching): Promise<Upstream> {
    const request = requestOf(changes);
    return {
      [teacher.run]: { config: request.config, weights: (await trainRun(request, dataset, backend())).weights },
    };
  }

  async function train(changes: Changes, options: TrainOptions) {
    const before = tf.memory().numTensors;
    const trained = await trainRun(requestOf(changes), dataset, backend(), options);
    expect(tf.memory().numTensors).toBe(before);
    return trained;
  }

  it('learns from a teacher alone what the labels say, with the same bits twice, one by one and from a kept state', async () => {
    const upstream = await taughtBy();
    const alone = student({ training: { steps: 80, learningRate: 0.05 } }, { hard: 0 });
    const states: TrainingState[] = [];
    const whole = await train(alone, { upstream, keepsState: () => true, keepState: (state) => states.push(state) });
    expect(whole.measured?.test?.values['accuracy']).toBeGreaterThan(75);
    const { kernels } = backend();
    const oneByOne = { ...backend(), kernels: { ...kernels, compile: uncompiled, load: loadTensors(uncompiled) } };
    expect(await trainRun(requestOf(alone), dataset, oneByOne, { upstream })).toEqual(whole);
    expect(await train(alone, { upstream, resume: states[40] as TrainingState })).toEqual(whole);
  });

  it('asks the teacher about the images that the student sees, changed, mixed, or above frozen layers', async () => {
    const upstream = await taughtBy();
    const plain = await train(student(), { upstream });
    const shifted = await train(student({ training: { methods: [{ augment: { shift: 1 } }] } }), { upstream });
    const mixed = await train(student({ training: { methods: [{ mixup: { alpha: 1 } }] } }), { upstream });
    expect(new Set([plain, shifted, mixed].map(({ digests }) => digests.after)).size).toBe(3);
    const source = await trainRun(upstreamOf({ network: small }), dataset, backend());
    const frozen = student({ weights: copied(), freeze: 1 });
    const { outcome, weights } = await train(frozen, { upstream: { ...upstream, ...upstreamWith(source.weights, { network: small }) } }); // prettier-ignore
    expect(outcome.status).toBe('ok');
    // The frozen convolution: 3 * 3 * 1 * 2 and a bias each.
    expect(weights.subarray(0, 20)).toEqual(source.weights.subarray(0, 20));
    expect(weights).not.toEqual(plain.weights);
  });

  it('is the cross-entropy with labels where they alone count', async () => {
    const upstream = await taughtBy();
    const hard = await train(student({}, { hard: 0.999999, temperature: 1 }), { upstream });
    const labels = await train({ network: small, training: { steps: 20 } }, {});
    expect(Math.max(...hard.weights.map((value, at) => Math.abs(value - (labels.weights[at] as number))))).toBeLessThan(1e-4); // prettier-ignore
  });

  it('refuses a teacher that answers another question', async () => {
    const { config } = requestOf(teaching);
    const { weights } = (await taughtBy())[teacher.run] as Upstream[string];
    const learn = (changes: Partial<LearnConfig>): RunConfig => ({ ...config, learn: { ...config.learn, ...changes } });
    const refused = async (of: RunConfig, given = weights) => {
      const options = { upstream: { [teacher.run]: { config: of, weights: given } } };
      return train(student(), options).then(
        () => 'it was trained',
        ({ code, message }: { code: string; message: string }) => `${code}: ${message}`,
      );
    };
    const { data } = config.learn;
    expect(await refused(learn({ classes: 'source' }))).toBe('SB_TEACHER: the teacher, teacher, knows 4 classes, and the student learns 3'); // prettier-ignore
    expect(await refused(learn({ data: { ...data, classes: { source: 4, target: ['class0', 'class1', 'class2'] } } }))).toMatch(/^SB_TEACHER: the teacher, teacher, knows other classes: /); // prettier-ignore
    expect(await refused({ ...config, streams: { split: 'again' } })).toMatch(/knows other classes/);
    expect(await refused(learn({ data: { ...data, plugin: 'other' } }))).toBe('SB_TEACHER: the teacher, teacher, has learned another data set: other, and the student learns synthetic'); // prettier-ignore
    expect(await refused(learn({ data: { ...data, options: { set: 'b' } } }))).toContain('another data set: synthetic {"set":"b"}'); // prettier-ignore
    expect(await refused({ ...config, model: { layers: layersWith(large) } })).toBe('SB_TEACHER: the teacher, teacher, has learned from inputs that are standardized otherwise'); // prettier-ignore
    expect(await refused({ ...config, model: { ...config.model, layers: [...layersWith(large).slice(0, -1), 'regressor'] } })).toContain('predicts numeric targets'); // prettier-ignore
    // From images of another shape: 10 x 10.
    expect(await refused(config, new Float32Array(weights.length + 6 * 16 * 9))).toMatch(/^SB_TEACHER: the teacher, teacher, has 2527 numbers, but on images of 8 x 8 x 1 and 3 classes its layers have 1663$/); // prettier-ignore
  });

  it('refuses numeric losses with classes, and a regressor without numeric targets', async () => {
    await expect(train({ training: { loss: 'squaredError' } }, {})).rejects.toThrow(expect.objectContaining({ code: 'SB_LOSS_TARGETS', message: 'squaredError is a loss of numeric targets, and classifier predicts classes (stage target)' })); // prettier-ignore
    const request = requestOf({ training: { loss: 'absoluteError' } });
    const regressing = { ...request, config: { ...request.config, model: { layers: ['regressor'] } } };
    await expect(trainRun(regressing, dataset, backend())).rejects.toThrow(expect.objectContaining({ code: 'SB_DATA_KIND', message: 'regressor predicts numbers, but the data have a class (stage target)' })); // prettier-ignore
  });
});
