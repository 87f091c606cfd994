import type { BackendIdentity, Manifest, PlannedRun } from '@seedbed/core';
import type { TrainedRun, Upstream } from '@seedbed/engine';
import type { RunCheckpoints } from '../execution/checkpoints.js';
import type { WorkerSet } from '../execution/worker-set.js';
import type { Traced, TraceOrder } from '../execution/messages.js';

/** A run that is to be trained, with all that it needs. */
export interface TrainingOrder {
  readonly run: PlannedRun;
  readonly runId: string;
  readonly set: WorkerSet;
  /** The runs that it refers to, by config id. */
  readonly upstream: Upstream;
  readonly checkpoints: Pick<RunCheckpoints, 'resume' | 'due' | 'keep'>;
  readonly onNote: (text: string) => void;
  /** Called after every step, or after some. */
  readonly onStep: (step: number, steps: number) => void;
  /** The run goes on from a checkpoint. */
  readonly onResume: (step: number) => void;
}

/** What a run costs in processes beside this one. */
export interface CostBeside {
  /** So far. */
  readonly cpuSeconds: number;
  /** The most so far. */
  readonly peakMemoryBytes: number;
}

/** What executes run configs in a worker: the engine on a backend, or a program. */
export interface Trainer {
  readonly identity: BackendIdentity;
  /** Version of what it computes; part of every run id, as `identity` is. */
  readonly numerics: number;
  /** Versions of the packages that compute. */
  readonly packages: Readonly<Record<string, string>>;
  /** What a manifest says of a program; undefined of the engine. */
  readonly program?: { readonly record: NonNullable<Manifest['trainer']>; readonly sources: string } | undefined;
  /** What of the language a program understands; undefined of the engine, which is asked itself. */
  readonly reads?: readonly string[];
  /** Whether it can be looked into, step by step. */
  readonly traces: boolean;
  beside(): CostBeside;
  train(order: TrainingOrder): Promise<TrainedRun>;
  trace(order: TraceOrder, set: WorkerSet, upstream: Upstream): Promise<Traced>;
}
