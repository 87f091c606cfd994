import {
  componentsOf,
  type Dataset,
  type Environment,
  knownComponents,
  type Manifest,
  manifestFormat,
  packagesOf,
  seal,
} from '@seedbed/core';
import type { TrainedRun } from '@seedbed/engine';
import type { Trainer } from '../trainers/trainer.js';
import type { Order, Setup } from './messages.js';

export interface Circumstances {
  readonly setup: Setup;
  readonly trainer: Trainer;
  /** The set, as the spec names it, and in which version. */
  readonly data: { readonly plugin: string; readonly version: string; readonly dataset: Pick<Dataset, 'fingerprint' | 'targets'> }; // prettier-ignore
  readonly environment: Environment;
  readonly cost: Manifest['cost'];
}

/** The manifest of a trained run. */
export function recordRun(
  { runId, run, upstream }: Order,
  trained: TrainedRun,
  { setup, trainer, data, environment, cost }: Circumstances,
): Manifest {
  const { digests, drawn, curve, measured, outcome, loss } = trained;
  const { configId, stage, replicate, config, evaluations } = run;
  const packages = packagesOf(run, knownComponents);
  const { targets } = data.dataset;
  return seal({
    format: manifestFormat,
    id: runId,
    configId,
    experiment: setup.experiment,
    ...{ stage, replicate },
    at: { ...run.at },
    config: config as Manifest['config'],
    measure: [...run.measure],
    evaluations,
    upstream: Object.fromEntries(Object.entries(upstream).map(([id, { runId: of }]) => [id, of])),
    components: componentsOf(config),
    metrics: trained.metrics,
    numerics: trainer.numerics,
    backend: trainer.identity,
    ...(trainer.program && { trainer: trainer.program.record }),
    seeds: { ...trained.seeds },
    data: {
      plugin: data.plugin,
      version: data.version,
      fingerprint: data.dataset.fingerprint,
      classes: [...drawn.classes],
      ...(typeof targets !== 'string' && { targets: targets.map((each) => ({ ...each })) }),
      train: digests.train,
      validation: digests.validation,
      test: digests.test,
      order: digests.order,
    },
    outcome,
    curve: [...curve],
    loss,
    weights: { before: digests.before, after: digests.after },
    measured,
    environment,
    code: { ...setup.code, ...(trainer.program && { engine: trainer.program.sources }), ...(packages && { packages }) },
    cost,
  });
}
