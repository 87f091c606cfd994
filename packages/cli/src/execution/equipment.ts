import { type Environment, type RunStore, SeedbedError, setKeyOf } from '@seedbed/core';
import type { Upstream } from '@seedbed/engine';
import type { Trainer } from '../trainers/trainer.js';
import type { Setup, UpstreamWeights } from './messages.js';
import type { WorkerSet } from './worker-set.js';

/** What a worker has opened. */
export interface Equipment {
  readonly setup: Setup;
  readonly trainer: Trainer;
  /** Where it computes, as it was once everything was loaded. */
  readonly environment: Environment;
  /** By the set's key. */
  readonly sets: ReadonlyMap<string, WorkerSet>;
}

/**
 * The runs that a run refers to, with their weights and the data that they learned.
 * @param upstream by config id.
 * @param sets that the worker has opened.
 * @throws SeedbedError SB_STORE_WEIGHTS.
 */
export const readUpstream = (
  store: RunStore,
  upstream: Readonly<Record<string, UpstreamWeights>>,
  sets: Equipment['sets'],
): Upstream =>
  Object.fromEntries(
    Object.entries(upstream).map(([id, { config, weights: digest }]) => {
      const weights = store.readWeights(digest);
      if (weights) return [id, { config, weights, dataset: sets.get(setKeyOf(config.learn.data))?.dataset }];
      throw new SeedbedError('SB_STORE_WEIGHTS', `the weights ${digest} of an upstream run are damaged or gone`, {
        hint: 'run again: the upstream run is then trained again',
      });
    }),
  );
