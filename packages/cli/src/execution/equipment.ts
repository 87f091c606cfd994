import { type Dataset, type DatasetPlugin, type RunStore, SeedbedError } from '@seedbed/core';
import type { Backend, SharedRows } from '@seedbed/engine';
import type { Setup } from './messages.js';

/** What a worker has opened. */
export interface Equipment {
  readonly setup: Setup;
  readonly backend: Backend;
  readonly dataset: Dataset;
  readonly plugin: DatasetPlugin;
  /** Outputs of frozen layers that its runs share. */
  readonly shared: SharedRows;
}

/** Parameters of a source network by their digest. @throws SeedbedError SB_STORE_WEIGHTS. */
export function sourceWeights(store: RunStore, digest: string | null): Float32Array | undefined {
  if (digest === null) return undefined;
  const weights = store.readWeights(digest);
  if (weights) return weights;
  throw new SeedbedError('SB_STORE_WEIGHTS', `the weights ${digest} of a source network are damaged or gone`, {
    hint: 'run again: the source network is then trained again',
  });
}
