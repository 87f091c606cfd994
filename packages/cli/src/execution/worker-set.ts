import type { Dataset, DatasetPlugin } from '@seedbed/core';

/** A data set that a worker has opened. */
export interface WorkerSet {
  readonly dataset: Dataset;
  readonly plugin: DatasetPlugin;
  /** The plugin as the spec names it. */
  readonly asked: string;
}
