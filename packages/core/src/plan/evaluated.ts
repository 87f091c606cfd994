import type { Experiment } from '../spec/experiment.js';
import type { GridPoint } from '../spec/grid.js';
import type { RunConfig } from './run-config.js';
import type { Value } from '../spec/value.js';

/** A run config without its replicate; runs that it starts from are named by their keys. */
export type StageConfig = Omit<RunConfig, 'seed' | 'replicate'>;

/** A stage at a grid point. Equal keys are one training a replicate. */
export interface Evaluated {
  readonly key: string;
  readonly config: StageConfig;
  /** Name of the data set that it learns. */
  readonly set: string;
  /** The first grid point at which it was asked for. */
  readonly point: GridPoint;
  /** Keys of the runs that it starts from or looks at. */
  readonly upstream: readonly string[];
}

/** Works out stages, for who follows references. */
export interface Stages {
  readonly experiment: Experiment;
  /** The run of a stage at a grid point. @param where what asked for it, for messages. */
  stage(name: string, point: GridPoint, where: Value): Evaluated;
}
