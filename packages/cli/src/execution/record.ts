import { type Environment, type Manifest, manifestFormat, seal } from '@seedbed/core';
import type { Backend, TrainedRun } from '@seedbed/engine';
import { numericsVersion } from '@seedbed/engine/numerics';
import type { Order, Setup } from './messages.js';

export interface Circumstances {
  readonly setup: Setup;
  readonly backend: Backend;
  readonly data: { readonly plugin: string; readonly version: string; readonly fingerprint: string };
  readonly environment: Environment;
  readonly cost: Manifest['cost'];
}

/** The manifest of a trained run. */
export function recordRun(
  order: Order,
  trained: TrainedRun,
  { setup, backend, data, environment, cost }: Circumstances,
): Manifest {
  const { digests, drawn, test } = trained;
  return seal({
    format: manifestFormat,
    id: order.runId,
    cellId: order.cellId,
    experiment: setup.experiment,
    role: order.cell.role,
    replicate: order.cell.replicate,
    condition: order.condition,
    images: order.cell.images,
    cell: order.cell as unknown as Record<string, unknown>,
    sourceRun: order.source?.runId ?? null,
    numerics: numericsVersion,
    backend: backend.identity,
    seeds: { ...trained.seeds },
    data: {
      ...data,
      classes: [...drawn.classes],
      train: digests.train,
      validation: digests.validation,
      test: digests.test,
      order: digests.order,
    },
    outcome: trained.outcome,
    evaluations: [...trained.evaluations],
    loss: trained.loss,
    weights: { before: digests.before, after: digests.after },
    test: test && { images: test.images, accuracy: test.accuracy, loss: test.loss, confusion: test.confusion },
    environment,
    code: setup.code,
    cost,
  });
}
