import type { Manifest } from '@seedbed/core';
import type { OpenedData } from '../workspace/experiment.js';

export interface RunOptions {
  readonly store: string;
  readonly backend?: string;
  readonly jobs?: number;
  /** Bytes that all workers together may take. */
  readonly memory?: number;
  /** Only runs whose label matches: `*` and `?` as in a shell. */
  readonly only?: string;
  /** Only these cells, and the source networks that they need. */
  readonly cells?: readonly string[];
  readonly data?: string;
  readonly skipDamaged?: boolean;
  readonly failFast?: boolean;
  /** How often a run is tried again whose process, or GPU, was lost. */
  readonly retries?: number;
  /** Threads a run computes with. */
  readonly threads?: number;
  /** Seconds after which the state of a run in hand is kept. */
  readonly checkpointSeconds?: number;
  /** Seconds without processor time after which a worker is given up; 0: never. */
  readonly hungAfter?: number;
  /** Told of the data before anything else happens; may throw. */
  readonly onData?: (data: OpenedData) => void;
  /** Why a stored run does not count and is executed again; null where it does. */
  readonly counts?: (manifest: Manifest) => string | null;
  /** Told of each run that was trained, before other processes may see it as done. */
  readonly onTrained?: (manifest: Manifest) => void;
}
