import { SeedbedError } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uncompiled } from '../graph/computation.js';
import { loadTensors } from '../graph/program.js';
import type { Backend } from '../backends/backend.js';
import { engineConfigOf } from '../config/engine-config.js';
import type { Upstream } from '../training/run.js';
import type { TrainingState } from '../training/state.js';
import { Tracer } from '../training/tracer.js';
import { type TrainedRun, type TrainOptions, trainRun } from '../training/train.js';
import { propertySeed } from './numbers.js';
import { type Recipe, randomRecipes, upstreamId } from './random-recipes.js';
import { syntheticDataset } from './synthetic-dataset.js';

const dataset = syntheticDataset();

/** A recipe with the weights of the run that it refers to. */
interface Prepared {
  readonly recipe: Recipe;
  readonly upstream: Upstream;
  readonly train: (options?: TrainOptions) => Promise<TrainedRun>;
  /** What comes out of it without options, trained when it is first asked for. */
  readonly plain: () => Promise<TrainedRun>;
}

/** Tests of what must hold for every network and every recipe, each over so many of them. */
export function describeRandomRecipes(backend: () => Backend, runs: number): void {
  const known = new Map<string, Promise<Prepared>>();
  /** Each test draws the same recipes: what they have in common is trained once. */
  const preparedOnce = (recipe: Recipe): Promise<Prepared> => {
    const key = JSON.stringify(recipe);
    const found = known.get(key) ?? prepared(recipe, backend());
    known.set(key, found);
    return found;
  };

  const holds = (title: string, check: (prepared: Prepared) => Promise<void>) =>
    it(title, async () => {
      await fc.assert(
        fc.asyncProperty(randomRecipes(dataset), async (recipe) => {
          try {
            await check(await preparedOnce(recipe));
          } catch (error) {
            fc.pre(!isRefused(error));
            throw error;
          }
        }),
        { seed: propertySeed, numRuns: runs, endOnFailure: true },
      );
    });

  holds('has the same bits twice, and leaves no tensor behind', async ({ train, plain }) => {
    const before = tf.memory().numTensors;
    const first = await plain();
    expect(tf.memory().numTensors).toBe(before);
    expect(await train()).toEqual(first);
    expect(tf.memory().numTensors).toBe(before);
  });

  holds('has the same bits as graphs and one by one', async ({ recipe, upstream, plain }) => {
    const { kernels } = backend();
    const oneByOne = { ...backend(), kernels: { ...kernels, compile: uncompiled, load: loadTensors(uncompiled) } };
    expect(await plain()).toEqual(await trainRun(recipe.request, dataset, oneByOne, { upstream }));
  });

  holds('goes on from every state that was kept as if nothing had happened', async ({ train, plain }) => {
    const states: TrainingState[] = [];
    const whole = await train({ keepsState: () => true, keepState: (state) => states.push(state) });
    expect(await plain()).toEqual(whole);
    for (const state of states) {
      // As it comes back from a file.
      const resume: TrainingState = { ...state, ...JSON.parse(JSON.stringify({ ...state, vectors: undefined })) };
      expect(await train({ resume }), `from step ${state.step}`).toEqual(whole);
    }
  });

  holds('changes nothing by being traced, and names all that a step takes', async ({ recipe, train, plain }) => {
    const names: string[] = [];
    const states: TrainingState[] = [];
    const tracer = new Tracer((step) => step === 2, ({ name }) => names.push(name)); // prettier-ignore
    const traced = await train({ tracer, keepsState: () => true, keepState: (state) => states.push(state) });
    expect(traced).toEqual(await plain());
    expect(new Set(names).size).toBe(names.length);
    const [state] = states;
    // Some recipes diverge in their first step.
    if (!state) return;
    for (const expected of namesIn(recipe, state)) expect(names.some((name) => expected.test(name)), `${expected.source} of ${names.join(', ')}`).toBe(true); // prettier-ignore
  });
}

/** Slots, running statistics, masks, and what methods draw. */
function namesIn({ request: { config } }: Recipe, state: TrainingState): RegExp[] {
  const slots = Object.keys(state.vectors).filter((name) => name.startsWith('slot/'));
  const methods = engineConfigOf(config).training?.methods ?? [];
  return [
    ...slots.flatMap((slot) => ['before', 'after'].map((when) => new RegExp(`^${slot.split('/').at(-1)} of .* ${when} the step \\(.* slot\\)$`))), // prettier-ignore
    ...('buffers' in state.vectors ? [/^running .* before the step$/, /^running .* after the step$/] : []),
    ...(config.mask === undefined ? [] : [/^mask of .*'s weights$/]),
    ...methods.filter(({ code }) => code.draw).map(({ key }) => new RegExp(` drawn for ${key}$`)),
    ...methods.filter(({ code }) => code.constants).map(({ key }) => new RegExp(` \\(constant of ${key}\\)$`)),
  ];
}

/** What only the weights or the examples that were drawn decide. */
const isRefused = (error: unknown) => error instanceof SeedbedError && ['SB_MASK_EMPTY', 'SB_DATA_TOO_FEW'].includes(error.code); // prettier-ignore

async function prepared(recipe: Recipe, backend: Backend): Promise<Prepared> {
  const { weights } = await trainRun(recipe.upstream, dataset, backend);
  const upstream = { [upstreamId]: { config: recipe.upstream.config, weights } };
  const train = (options: TrainOptions = {}) => trainRun(recipe.request, dataset, backend, { upstream, ...options });
  let trained: Promise<TrainedRun> | undefined;
  return { recipe, upstream, train, plain: () => (trained ??= train()) };
}
