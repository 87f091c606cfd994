import type { Manifest } from '@seedbed/core';
import type { GivenData, OpenedData } from '../workspace/data-sets.js';

export interface RunOptions extends GivenData {
  readonly store: string;
  readonly backend?: string;
  readonly jobs?: number;
  /** Bytes that all workers together may take. */
  readonly memory?: number;
  /** Only these runs, and those that they start from: a glob on labels, or FACTOR=LEVEL. */
  readonly filter?: string;
  /** Only the runs of these config ids, and those that they start from. */
  readonly configs?: readonly string[];
  readonly failFast?: boolean;
  /** Whether somebody agreed to the program that the spec starts. */
  readonly yes?: boolean;
  /** How often a run is tried again whose process, or GPU, was lost. */
  readonly retries?: number;
  /** Threads a run computes with. */
  readonly threads?: number;
  /** Seconds after which the state of a run in progress is kept. */
  readonly checkpointSeconds?: number;
  /** Seconds without processor time after which a worker is given up; 0: never. */
  readonly hangTimeout?: number;
  /** Gets the data before anything else happens; may throw. */
  readonly onData?: (data: OpenedData) => void;
  /** Whether runs that other sources made are executed again: `counts` then says which. Tasks of a cluster are told so. */
  readonly again?: boolean;
  /** Why a stored run does not count and is executed again; null where it does. */
  readonly counts?: (manifest: Manifest) => string | null;
  /** Gets each run that was trained, before other processes may see it as done. */
  readonly onTrained?: (manifest: Manifest) => void;
}
