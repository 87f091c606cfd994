import { type Configured, kindMisfit, knownComponents, languageComponents, type Dataset, type TrainingConfig, unitsOf } from '@seedbed/core'; // prettier-ignore
import fc from 'fast-check';
import { engineRuns } from '../config/engine-config.js';
import type { RunRequest } from '../training/run.js';
import { type Changes, requestOf } from './configs.js';
import { randomOf, type Surroundings } from './random-components.js';
import { randomNetworks } from './random-networks.js';

/** A run with everything that may be random, and the run that it refers to. */
export interface Recipe {
  readonly request: RunRequest;
  /** Learns the same classes with the same network; every reference of the request leads to it. */
  readonly upstream: RunRequest;
}

/** The config id to which references lead. */
export const upstreamId = 'f'.repeat(64);

/** Purposes of the language's own streams; those of components are theirs. */
const purposes = ['split', 'subset', 'init', 'order', ...languageComponents.flatMap(({ draws }) => draws ?? [])];

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Without the fields that are undefined. */
const given = <T extends object>(fields: T) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)); // prettier-ignore

/**
 * Small networks and recipes of everything that the engine computes, also of what packages registered: a new component
 * needs nothing here. What cannot be had together is left out.
 */
export function randomRecipes(dataset: Dataset): fc.Arbitrary<Recipe> {
  const { inputs, classes } = dataset;
  const learned = classes.slice(0, 3);
  const around: Surroundings = { run: upstreamId, names: learned };
  const some = (kind: 'method' | 'transform') => optional(fc.array(randomOf(kind, around), { minLength: 1, maxLength: 3 })); // prettier-ignore
  const training = fc.record({
    optimizer: randomOf('optimizer', around),
    learningRate: fc.constantFrom(0.001, 0.01, 0.05),
    schedule: optional(randomOf('schedule', around)),
    loss: optional(randomOf('loss', around)),
    methods: some('method'),
    batchSize: fc.integer({ min: 2, max: 7 }),
    steps: fc.integer({ min: 3, max: 6 }),
  });
  const others = fc.record({
    weights: optional(
      fc.record({ from: fc.constant({ run: upstreamId }), layers: optional(fc.integer({ min: 1, max: 3 })) }),
    ),
    freeze: optional(fc.integer({ min: 1, max: 3 })),
    mask: optional(randomOf('mask', around)),
    streams: optional(fc.dictionary(fc.constantFrom(...purposes), fc.constant('again'), { minKeys: 1, maxKeys: 3 })),
    transforms: some('transform'),
    measure: fc.subarray(['train', 'validation', 'test'] as const),
    evaluations: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(99),
  });
  return fc
    .tuple(randomNetworks([...inputs.shape], around), training, others)
    .map(([layers, recipe, more]) => recipeOf(layers, given(recipe) as TrainingConfig, more as Others, learned))
    .filter(({ request: { config } }) => engineRuns(config) === null && kindMisfit(config, dataset) === undefined);
}

type Others = Changes & { readonly transforms?: readonly Configured[] };

function recipeOf(
  layers: readonly Configured[],
  training: TrainingConfig,
  { weights, freeze, mask, transforms, ...rest }: Others,
  classes: readonly string[],
): Recipe {
  // prettier-ignore
  const units = unitsOf(layers, knownComponents).length;
  const kept = { ...given({ streams: rest.streams }), seed: rest.seed as number, layers };
  const learn = { data: { plugin: 'synthetic', classes: { target: [...classes] }, validation: { perClass: 4 } } };
  const { optimizer } = requestOf().config.training as TrainingConfig;
  const upstream = requestOf({ ...kept, learn, stage: 'source', measure: [], evaluations: 0, training: { optimizer, learningRate: 0.01, batchSize: 8, steps: 3 } }); // prettier-ignore
  const copies = weights && { from: weights.from, ...given({ layers: weights.layers && Math.min(weights.layers, units) }) }; // prettier-ignore
  const fixed = Math.min(freeze ?? 0, units - 1);
  const request = requestOf({
    ...kept,
    ...given({ measure: rest.measure, evaluations: rest.evaluations }),
    ...given({ weights: copies, freeze: fixed || undefined, mask }),
    learn: { ...learn, ...given({ transforms }) },
    training: { ...training },
  });
  return { request, upstream };
}
