import { type Component, knownComponents, type Configured, placeNetwork, storedCount, type TrainingConfig } from '@seedbed/core'; // prettier-ignore
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codesOf } from '../config/codes.js';
import { engineRuns } from '../config/engine-config.js';
import { describeBackends } from '../testing/each-backend.js';
import { propertySeed } from '../testing/numbers.js';
import { randomOf } from '../testing/random-components.js';
import { type Recipe, randomRecipes, upstreamId } from '../testing/random-recipes.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { Batches } from './batches.js';
import { prepareRun, type RunRequest, type TrainingRun } from './run.js';

const dataset = syntheticDataset();
const methods = randomOf('method', { run: upstreamId, names: dataset.classes });
/** Layers without weights or required options that fit everywhere. */
const anywhere = codesOf('layer')
  .map(({ name }) => name)
  .filter((name) => {
    const { weights, options, place } = knownComponents.find('layer', name) as Component;
    const keeps = (shape: readonly number[]) =>
      place?.({}, { input: shape, outputs: 3, inside: shape }).output === shape;
    return weights === undefined && options.safeParse({}).success && keeps([2, 2, 2]);
  });
const images = [...dataset.inputs.shape];

describeBackends(['wasm'], (backend) => {
  /** What a run draws before its first step, and all of its streams. */
  function drawnBy(request: RunRequest, { upstream }: Recipe) {
    const { layers } = upstream.config.model;
    const stored = storedCount(placeNetwork(layers, images, 3, knownComponents));
    const given = { [upstreamId]: { config: upstream.config, weights: new Float32Array(stored).fill(0.5) } };
    const run = prepareRun(request, dataset, backend().kernels, given) as TrainingRun;
    // Opens the streams from which batches are drawn.
    new Batches(run);
    return { seeds: run.streams.used, drawn: run.drawn, start: run.start };
  }

  /** Changes something of recipes; what both draw must be equal. */
  function moves<T>(
    title: string,
    extra: fc.Arbitrary<T>,
    change: (request: RunRequest, extra: T) => RunRequest,
    check: (before: ReturnType<typeof drawnBy>, after: ReturnType<typeof drawnBy>) => void,
  ) {
    // prettier-ignore
    it(title, () => {
      const compare = (recipe: Recipe, more: T) => {
        const changed = change(recipe.request, more);
        fc.pre(engineRuns(changed.config) === null);
        const [before, after] = [drawnBy(recipe.request, recipe), drawnBy(changed, recipe)];
        for (const [name, seed] of Object.entries(before.seeds)) if (name in after.seeds) expect(after.seeds[name], name).toBe(seed); // prettier-ignore
        check(before, after);
      };
      fc.assert(fc.property(randomRecipes(dataset), extra, compare), { seed: propertySeed, numRuns: 25 });
    });
  }

  const withConfig = (request: RunRequest, changes: Partial<RunRequest['config']>): RunRequest => ({ ...request, config: { ...request.config, ...changes } }); // prettier-ignore
  const sameStart = (before: ReturnType<typeof drawnBy>, after: ReturnType<typeof drawnBy>) => {
    expect(after.drawn).toEqual(before.drawn);
    expect(after.start).toEqual(before.start);
    expect(Object.keys(before.seeds).filter((name) => !(name in after.seeds))).toEqual([]);
  };

  moves(
    'a method moves no draw of examples, weights and order',
    methods,
    (request, method) => {
      const training = request.config.training as TrainingConfig;
      return withConfig(request, { training: { ...training, methods: [...(training.methods ?? []), method] } });
    },
    sameStart,
  );

  moves(
    'what is measured moves no draw',
    fc.subarray(['train', 'validation', 'test'] as const),
    (request, measure) => ({ ...request, measure }),
    sameStart,
  );

  moves(
    'another stage draws its own weights of the same examples',
    fc.constant('other'),
    (request, stage) => withConfig(request, { stage }),
    (before, after) => {
      const shared = Object.keys(before.seeds).filter((name) => name in after.seeds);
      expect(shared.some((name) => name.startsWith('target/subset'))).toBe(true);
      const own = Object.keys(after.seeds).filter((name) => !(name in before.seeds));
      expect(own.every((name) => name.startsWith('other/'))).toBe(true);
    },
  );

  moves(
    'a layer before the output moves no draw of the layers below',
    fc.constantFrom(...anywhere),
    (request, layer) => {
      const { model } = request.config;
      return withConfig(request, { model: { ...model, layers: withLayer(model.layers, layer) } });
    },
    sameStart,
  );
});

const withLayer = (layers: readonly Configured[], layer: string): Configured[] => [...layers.slice(0, -1), layer, ...layers.slice(-1)]; // prettier-ignore
