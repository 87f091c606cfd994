import { type Dataset, type DatasetPlugin, type RunConfig, type RunStore, SeedbedError } from '@seedbed/core';
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

/**
 * Parameters of the run whose weights a config copies; undefined where it copies none.
 * @param digestOf digest of the weights of an upstream run, by its config id.
 * @throws SeedbedError SB_STORE_WEIGHTS.
 */
export function upstreamWeights(
  store: RunStore,
  { weights: copied }: RunConfig,
  digestOf: (configId: string) => string | undefined,
): Float32Array | undefined {
  if (copied === undefined) return undefined;
  const digest = digestOf(copied.from.run);
  const weights = digest === undefined ? null : store.readWeights(digest);
  if (weights) return weights;
  throw new SeedbedError('SB_STORE_WEIGHTS', `the weights ${digest} of an upstream run are damaged or gone`, {
    hint: 'run again: the upstream run is then trained again',
  });
}
