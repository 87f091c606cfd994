import type { Labelled } from './label.js';
import type { Measured } from '../spec/parts.js';
import type { RunConfig } from './run-config.js';

/** One training that an experiment asks for. */
export interface PlannedRun extends Labelled {
  /** SHA-256 of the config's canonical JSON. */
  readonly configId: string;
  readonly config: RunConfig;
  /** What a person calls it: "r0 target at condition S2T, size 25". Unique in a plan. */
  readonly label: string;
  /** Name of the data set in the spec. */
  readonly set: string;
  /** Parts that are measured; none of a run that only others start from. */
  readonly measure: readonly Measured[];
  /** How often `train` and `validation` are measured, the last time at the end; 0 where nothing is measured. */
  readonly evaluations: number;
  /** Config ids of runs that must be there first. */
  readonly needs: readonly string[];
  /** Whether it belongs to the search, not to the result. */
  readonly search: boolean;
}
