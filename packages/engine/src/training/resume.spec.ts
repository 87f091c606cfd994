import { describe, expect, it } from 'vitest';
import { cellOf, sourceOf } from '../testing/cells.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import type { TrainingState } from './state.js';
import { type TrainOptions, trainCell } from './train.js';

const dataset = syntheticDataset();
const augmentation = { flip: true, shift: 1 };
const optimiser = { name: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 0.01, clipNorm: 1 } as const;

const asked = {
  'from scratch': {},
  'with dropout, decay, clipping and augmentation': {
    model: { dropout: 0.3 },
    training: { optimiser, augmentation },
  },
  'above frozen layers': { transfer: { copied: 3, frozen: 2 } },
  'above frozen layers on mirrored images': { transfer: { copied: 3, frozen: 1, orientations: 2 }, training: { augmentation: { flip: true, shift: 0 } } }, // prettier-ignore
  'above frozen layers on augmented images': { transfer: { copied: 3, frozen: 1 }, training: { augmentation } },
  'with a probe': { transfer: { copied: 3, frozen: 1, probe: 0.5 }, model: { dropout: 0.3 } },
} satisfies Record<string, Parameters<typeof cellOf>[0]>;

describeBackends(everyBackend, (backend) => {
  describe('a run that goes on from a kept state', () => {
    it.each(Object.entries(asked))('ends as if nothing had happened, from every step: %s', async (_, changes) => {
      const source = (await trainCell(sourceOf({ model: { dropout: 0 } }), dataset, backend())).parameters;
      const train = (options: TrainOptions) => trainCell(cellOf(changes), dataset, backend(), { source, ...options });
      const states: TrainingState[] = [];
      const whole = await train({});
      const watched = await train({ keepsState: () => true, keepState: (state) => states.push(state) });
      expect(watched).toEqual(whole);
      expect(states.map(({ step }) => step)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
      for (const state of states) {
        // As it comes back from a file.
        const resume: TrainingState = { ...state, ...JSON.parse(JSON.stringify({ ...state, parameters: undefined, velocity: undefined })) }; // prettier-ignore
        expect(await train({ resume }), `from step ${state.step}`).toEqual(whole);
      }
    });

    it('can be interrupted again and again', async () => {
      const train = (options: TrainOptions) => trainCell(cellOf({ model: { dropout: 0.3 } }), dataset, backend(), options); // prettier-ignore
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

    it('refuses a state whose batch order is not the one that the cell draws', async () => {
      const states: TrainingState[] = [];
      const train = (options: TrainOptions) => trainCell(cellOf(), dataset, backend(), options);
      await train({ keepsState: () => true, keepState: (state) => states.push(state) });
      const [first] = states as [TrainingState];
      const resume = { ...first, positions: { ...first.positions, order: first.positions.order + 1 } };
      await expect(train({ resume })).rejects.toThrow('the batch order was drawn to another position');
    });
  });
});
