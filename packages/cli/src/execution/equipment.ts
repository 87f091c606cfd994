import { type Dataset, type DatasetPlugin, type RunStore, SeedbedError } from '@seedbed/core';
import type { Backend, SharedRows } from '@seedbed/engine';
import type { Setup } from './messages.js';

/** A data set that a worker has opened. */
export interface WorkerSet {
  readonly dataset: Dataset;
  readonly plugin: DatasetPlugin;
  /** The plugin as the spec names it. */
  readonly asked: string;
}

/** What a worker has opened. */
export interface Equipment {
  readonly setup: Setup;
  readonly backend: Backend;
  /** By the set's key. */
  readonly sets: ReadonlyMap<string, WorkerSet>;
  /** The feature cache that its runs share. */
  readonly features: SharedRows;
}

/** Parameters of upstream runs, by config id. @param digests by config id. @throws SeedbedError SB_STORE_WEIGHTS. */
export const upstreamWeights = (store: RunStore, digests: Readonly<Record<string, string>>): Map<string, Float32Array> =>
  new Map(Object.entries(digests).map(([configId, digest]) => [configId, weightsIn(store, digest)] as const));

function weightsIn(store: RunStore, digest: string): Float32Array {
  const weights = store.readWeights(digest);
  if (weights) return weights;
  throw new SeedbedError('SB_STORE_WEIGHTS', `the weights ${digest} of an upstream run are damaged or gone`, {
    hint: 'run again: the upstream run is then trained again',
  });
}
