import { type Manifest, SeedbedError } from '@seedbed/core';
import type { Order } from './messages.js';
import { type Listener, RunFailure, type Worker } from './worker-process.js';

/** Failures that are no fault of the run: its process or its GPU was lost. */
const losses: readonly string[] = ['SB_WORKER_LOST', 'SB_WORKER_HUNG', 'SB_BACKEND_LOST'];

export interface Attempts {
  /** How often a run is tried again. */
  readonly retries: number;
  /** A worker for the next attempt. */
  readonly hire: () => Promise<Worker>;
  /** Whether nothing more is to be started. */
  readonly stopped: () => boolean;
}

/**
 * Trains a run, again in a new process where the old one, or its GPU, was lost. A run that fails by itself is not tried
 * again: it would fail the same way. A process that is lost while it starts is lost like any other.
 * @returns with the manifest the worker that is alive.
 * @throws RunFailure; SeedbedError where no worker can be started.
 */
export async function trainPatiently(
  order: Order,
  worker: Worker | undefined,
  { retries, hire, stopped }: Attempts,
  listener: Listener,
): Promise<{ manifest: Manifest; worker: Worker }> {
  for (let left = retries; ; left--) {
    let current = worker?.ended ? undefined : worker;
    try {
      current ??= await hire();
      return { manifest: await current.train(order, listener), worker: current };
    } catch (error) {
      const loss = lossIn(error);
      if (!loss) throw error;
      // Also where only the GPU is gone: the process cannot have it back.
      current?.stop();
      worker = undefined;
      if (left <= 0 || stopped()) throw error;
      listener.onNote?.(`is tried again in a new process: ${loss.message}`);
    }
  }
}

function lossIn(error: unknown): { readonly message: string } | null {
  const failure = error instanceof RunFailure ? error.failure : error instanceof SeedbedError ? error : null;
  return failure && losses.includes(failure.code) ? failure : null;
}
