import { createHash } from 'node:crypto';
import {
  knownComponents,
  type Experiment,
  figuresOf,
  judgeManifests,
  type Manifest,
  nameOf,
  type Plan,
  planExperiment,
  type PlannedRun,
  type Predicted,
  readExperiment,
  type RunConfig,
} from '@seedbed/core';
import type { ReportInput } from '../input.js';

/*
 * Synthetic manifests for tests of this package: no network was trained for them, the numbers come from a formula.
 */

export const sha = (...parts: readonly unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** A number in [0, 1) that depends on its arguments only. */
const noise = (...parts: readonly unknown[]) => parseInt(sha(...parts).slice(0, 8), 16) / 2 ** 32;

const defaultClasses = ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot']; // prettier-ignore

function classesOf({ learn }: RunConfig): string[] {
  const { classes } = learn.data;
  const asked = typeof classes === 'object' && !Array.isArray(classes) ? (classes as Record<string, unknown>)[learn.classes ?? ''] : classes; // prettier-ignore
  if (Array.isArray(asked)) return asked as string[];
  return defaultClasses.slice(0, typeof asked === 'number' ? Math.min(asked, 10) : 10);
}

/** How good a run is, 0 to 1: by its levels, a little by its replicate, hardly by chance. */
function quality({ stage, replicate, at }: PlannedRun): number {
  const levels = Object.entries(at).map(([factor, level]) => {
    const size = Number(level);
    return Number.isFinite(size) ? Math.tanh(Math.log2(1 + Math.abs(size)) / 8) : 0.35 + 0.5 * noise(factor, level);
  });
  const mean = levels.length > 0 ? levels.reduce((sum, each) => sum + each, 0) / levels.length : 0.6;
  return Math.min(
    0.975,
    0.84 + 0.11 * mean + 0.02 * noise('replicate', replicate) + 0.008 * noise(stage, replicate, at),
  );
}

/** So many examples of each class. */
const perClass = 1000;

function measuredPart(
  run: PlannedRun,
  part: string,
  share: number,
  classes: readonly string[],
): NonNullable<Manifest['measured']>['test'] {
  const predictions = sha('predictions', run.configId, part);
  if (nameOf(run.config.model.layers.at(-1) ?? '') === 'regressor') {
    const rmse = 40 + 40 * (1 - share);
    return { examples: 133, values: { rmse, mae: rmse * 0.8, r2: share - 0.2, loss: rmse ** 2 }, errors: { rmse: 2.5 }, predictions }; // prettier-ignore
  }
  const hits = Math.round(perClass * share);
  const confusion = classes.map((_, truth) =>
    classes.map((__, said) => (said === truth ? hits : said === (truth + 1) % classes.length ? perClass - hits : 0)),
  );
  const accuracy = (100 * hits) / perClass;
  const examples = perClass * classes.length;
  const values = { accuracy, meanClassAccuracy: accuracy, loss: 2.3 * (1 - share) + 0.02, calibrationError: 5 * (1 - share) }; // prettier-ignore
  return { examples, values, errors: { accuracy: Math.sqrt((accuracy * (100 - accuracy)) / examples) }, confusion, predictions }; // prettier-ignore
}

const metrics: Manifest['metrics'] = {
  accuracy: { unit: '%', better: 'higher' },
  meanClassAccuracy: { unit: '%', better: 'higher' },
  calibrationError: { unit: '%', better: 'lower' },
  loss: { unit: 'loss', better: 'lower' },
  rmse: { unit: 'target', better: 'lower' },
  mae: { unit: 'target', better: 'lower' },
  r2: { unit: 'none', better: 'higher' },
};

/** What was measured at some share of the training; training examples are always known better. */
function valuesAt(run: PlannedRun, progress: number, classes: readonly string[]) {
  const good = 0.1 + (quality(run) - 0.1) * (1 - Math.exp(-7 * progress));
  return Object.fromEntries(
    run.measure.map((part) => {
      const share = part === 'train' ? Math.min(0.998, good + 1.2 * (1 - good) * progress ** 2) : good - (part === 'test' ? 0.01 : 0); // prettier-ignore
      return [part, measuredPart(run, part, share, classes)] as const;
    }),
  ) as NonNullable<Manifest['measured']>;
}

/** A manifest by formula; `changes` overrides any field of it. */
export function syntheticManifest(run: PlannedRun, changes: Partial<Manifest> = {}): Manifest {
  const { configId, config, stage, replicate, at, measure } = run;
  const classes = classesOf(config);
  const steps = config.training?.steps ?? (config.training?.epochs ? 400 : 0);
  const evaluations = Math.min(run.evaluations || 5, 20);
  const curve = Array.from({ length: steps === 0 ? 0 : evaluations }, (_, index) => {
    const progress = (index + 1) / evaluations;
    const { test, ...parts } = valuesAt(run, progress, classes);
    void test;
    const measured = Object.fromEntries(Object.entries(parts).map(([part, { values }]) => [part, values]));
    const trainLoss = Math.max(0.003, 2.3 * Math.exp(-3 * progress * quality(run)) + 0.03 * noise(configId, index));
    return { step: Math.round(steps * progress), epoch: 10 * progress, trainLoss, measured };
  });
  return {
    format: 'seedbed-manifest/2',
    id: sha('run', configId),
    ...{ configId, experiment: 'synthetic', stage, replicate, at, config: config as Manifest['config'], measure: [...measure], evaluations: run.evaluations }, // prettier-ignore
    upstream: Object.fromEntries(run.needs.map((id) => [id, sha('run', id)])),
    components: ['classifier@1', 'sgd@1'],
    metrics,
    numerics: 1,
    backend: { name: 'tensorflow', library: 'tensorflow 2.21.0', threads: 1, isa: 'default' },
    seeds: { split: '1' },
    data: {
      ...{ plugin: config.learn.data.plugin, version: '1', fingerprint: sha('data'), classes },
      ...Object.fromEntries(['train', 'validation', 'order'].map((what) => [what, sha(what, configId)])),
      test: sha('test', config.learn.data, config.learn.classes, replicate),
    } as Manifest['data'],
    outcome: { status: 'ok', step: null, reason: null },
    curve,
    loss: { steps, bits: '', chain: sha('chain', configId) },
    weights: { before: sha('before', configId), after: sha('after', configId) },
    measured: valuesAt(run, 1, classes),
    environment: {
      os: 'linux 6.1',
      cpu: { model: 'Synthetic CPU', architecture: 'x64', features: ['avx2', 'fma'] },
      node: '20.19.0',
      packages: { '@tensorflow/tfjs': '4.22.0' },
      lockfile: sha('lockfile'),
      variables: { OMP_NUM_THREADS: '1' },
    },
    code: { commit: '0'.repeat(40), dirty: null, engine: sha('engine') },
    cost: {
      wallSeconds: (steps + 10) / 40 + noise('cost', configId),
      cpuSeconds: (steps + 10) / 42 + noise('cost', configId),
      peakMemoryBytes: 400 * 2 ** 20,
      finishedAt: '2026-11-24T10:00:00.000Z',
    },
    result: sha('result', configId),
    digest: sha('digest', configId),
    ...changes,
  };
}

/** The classes that it gave the test examples, which are ordered by class: as many of each as were counted. */
export const syntheticPredicted: Predicted = ({ configId, measured }) => {
  const { confusion } = measured?.test ?? {};
  const all = confusion?.flatMap((row, truth) => {
    const shift = Math.floor(perClass * noise('order', configId, truth));
    const guesses = row.flatMap((count, said) => Array.from({ length: count }, () => said));
    return [...guesses.slice(shift), ...guesses.slice(0, shift)];
  });
  return all && Uint16Array.from(all);
};

const examples = new URL('../../../core/examples/', import.meta.url);

/** One of the experiments that core's examples hold, read and planned. */
export function example(name: string): { readonly experiment: Experiment; readonly plan: Plan } {
  const experiment = readExperiment(new URL(`${name}.yaml`, examples).pathname, knownComponents);
  return { experiment, plan: planExperiment(experiment) };
}

/** The input of a report on an experiment, of which every run finished; its claims are judged. */
export function inputOf(
  { experiment, plan }: ReturnType<typeof example>,
  changes: Partial<ReportInput> = {},
): ReportInput {
  const manifests = changes.manifests ?? plan.runs.map((run) => syntheticManifest(run));
  const predicted = changes.predicted ?? syntheticPredicted;
  return {
    ...{ experiment, plan, figures: figuresOf(experiment, plan) },
    claims: changes.claims ?? judgeManifests(experiment, plan, { manifests, predicted }),
    ...changes,
    ...{ manifests, predicted },
  };
}
