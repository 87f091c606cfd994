import { beforeAll, describe, expect, it } from 'vitest';
import { type Changes, copied, requestOf, upstreamOf, upstreamWith } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import type { Upstream } from './run.js';
import type { TrainingState } from './state.js';
import { type TrainOptions, trainRun } from './train.js';

const dataset = syntheticDataset();
const methods = [{ augment: { flip: true, shift: 1 } }];
const optimizer = { sgd: { momentum: 0.9, nesterov: true, weightDecay: 0.01, clipNorm: 1 } };
const transfer = (freeze: number) => ({ weights: copied(), freeze });

const asked = {
  'from scratch': {},
  'with dropout, decay, clipping and augmentation': {
    network: { dropout: 0.3 },
    training: { optimizer, methods },
  },
  'above frozen layers': transfer(2),
  'above frozen layers on mirrored images': { ...transfer(1), training: { methods: [{ augment: { flip: true } }] } }, // prettier-ignore
  'above frozen layers on augmented images': { ...transfer(1), training: { methods } },
  'on its training examples too': { measure: ['train', 'validation', 'test'] },
  'without measuring': { measure: [], evaluations: 0 },
} satisfies Record<string, Changes>;

describeBackends(everyBackend, (backend) => {
  describe('a run that goes on from a kept state', () => {
    let upstream: Upstream;
    beforeAll(async () => {
      upstream = upstreamWith((await trainRun(upstreamOf(), dataset, backend())).weights);
    });

    it.each(Object.entries(asked))('ends as if nothing had happened, from every step: %s', async (_, changes) => {
      const train = (options: TrainOptions) =>
        trainRun(requestOf(changes), dataset, backend(), { upstream, ...options });
      const states: TrainingState[] = [];
      const whole = await train({});
      const watched = await train({ keepsState: () => true, keepState: (state) => states.push(state) });
      expect(watched).toEqual(whole);
      expect(states.map(({ step }) => step)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
      for (const state of states) {
        // As it comes back from a file.
        const resume: TrainingState = { ...state, ...JSON.parse(JSON.stringify({ ...state, vectors: undefined })) };
        expect(await train({ resume }), `from step ${state.step}`).toEqual(whole);
      }
    });

    it('can be interrupted again and again', async () => {
      const train = (options: TrainOptions) => trainRun(requestOf({ network: { dropout: 0.3 } }), dataset, backend(), options); // prettier-ignore
      const whole = await train({});
      let resume: TrainingState | undefined;
      for (let stops = 0; stops < 11; stops++) {
        const stop = new AbortController();
        const keepState = (state: TrainingState) => {
          resume = state;
          stop.abort(new Error('stopped'));
        };
        const options = { keepsState: () => true, keepState, signal: stop.signal, ...(resume ? { resume } : {}) };
        await expect(train(options)).rejects.toThrow('stopped');
        expect(resume?.step).toBe(stops + 1);
      }
      expect(await train({ resume: resume as TrainingState })).toEqual(whole);
    });

    it('refuses a state whose batch order is not the one that the run draws', async () => {
      const states: TrainingState[] = [];
      const train = (options: TrainOptions) => trainRun(requestOf(), dataset, backend(), options);
      await train({ keepsState: () => true, keepState: (state) => states.push(state) });
      const [first] = states as [TrainingState];
      const resume = { ...first, positions: { ...first.positions, order: (first.positions['order'] as number) + 1 } };
      await expect(train({ resume })).rejects.toThrow('the batch order was drawn to another position');
    });
  });
});
