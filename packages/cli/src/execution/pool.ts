import {
  exitCodes,
  labelOf,
  type Manifest,
  type PlannedRun,
  type RunStore,
  Schedule,
  SeedbedError,
} from '@seedbed/core';
import type { Bar } from '../progress/bar.js';
import { trainPatiently } from './attempts.js';
import { MemoryBudget } from './memory-budget.js';
import type { Machine } from './machine.js';
import { LeasedRuns } from './leased-runs.js';
import type { Order } from './messages.js';
import { Shares } from './shares.js';
import type { RunState } from './state.js';
import { RunFailure, type Worker } from './worker-process.js';

export interface Trouble {
  readonly run: PlannedRun;
  readonly code: string;
  readonly message: string;
  /** The way out, where one is known. */
  readonly hint?: string;
}

export interface PoolResult {
  readonly trained: readonly Manifest[];
  /** Runs that another process trained meanwhile, in the same store. */
  readonly elsewhere: readonly Manifest[];
  /** Runs that failed, and those that could not start because an upstream run failed. */
  readonly troubles: readonly Trouble[];
  /** Runs left after `failFast`. */
  readonly notStarted: number;
}

export interface PoolOptions {
  readonly jobs: number;
  /** Where workers store what they train. */
  readonly store: RunStore;
  /** Bytes that all workers together may take. */
  readonly memory: number;
  readonly failFast: boolean;
  /** How often a run is tried again whose process, or GPU, was lost. */
  readonly retries: number;
  readonly bar: Bar;
  /** Starts one more worker. */
  readonly hire: () => Promise<Worker>;
  /** A worker that is running already, from the look at the backend; the pool stops it. */
  readonly first: Worker;
  /** Whether every run gets a process of its own, in which no other was trained. */
  readonly fresh?: boolean;
  /** Another machine than this one, where a cluster is simulated. */
  readonly machine?: Machine;
  /** Gets which other process is waited for. */
  readonly onWait?: (text: string) => void;
  /** Gets what a worker says of a run. */
  readonly onNote: (text: string, run: PlannedRun) => void;
  /** Why a run that lies in the store does not count; null where it does. */
  readonly counts?: (manifest: Manifest) => string | null;
  /** Gets each run that was trained here, while its lease is still held. */
  readonly onTrained?: (manifest: Manifest) => void;
  /** Gets each run that ends. */
  readonly onDone: (manifest: Manifest, run: PlannedRun) => void;
}

/**
 * Trains runs on warm workers, side by side, until none is left. A failed run takes down nothing but what starts from it.
 * @param states what is to be trained, upstream runs first.
 * @param stored by config id: the runs that are there already.
 */
export async function trainAll(
  states: readonly RunState[],
  stored: ReadonlyMap<string, Manifest>,
  options: PoolOptions,
): Promise<PoolResult> {
  const byConfig = new Map(states.map((state) => [state.run.configId, state]));
  const costs = new Map(states.map((state) => [state.run.configId, state.cost]));
  const schedule = new Schedule(states.map((state) => state.run), costs); // prettier-ignore
  const manifests = new Map(stored);
  const trained: Manifest[] = [];
  const elsewhere: Manifest[] = [];
  const troubles: Trouble[] = [];
  const shares = new Shares(states, options.bar);
  let wake: (() => void)[] = [];
  let stopped = false;

  const end = (run: PlannedRun, how: 'ok' | 'diverged' | 'failed', trouble?: Omit<Trouble, 'run'>) => {
    if (trouble) troubles.push({ run, ...trouble });
    for (const lost of schedule.done(run, how === 'ok')) {
      const message = `not trained, since ${run.label} ${how}`;
      troubles.push({ run: lost, code: 'SB_UPSTREAM_LOST', message });
      shares.set(lost.configId, 1);
    }
    if (how !== 'ok' && options.failFast) stopped = true;
    shares.set(run.configId, 1);
    wake.forEach((call) => call());
    wake = [];
  };

  const staff = new Set([options.first]);
  const hire = async () => {
    const worker = await options.hire();
    staff.add(worker);
    return worker;
  };

  const budget = new MemoryBudget(options.memory);
  const stateOf = (run: PlannedRun) => byConfig.get(run.configId) as RunState;

  const leased = new LeasedRuns(options.store, options.machine, options.onWait, options.counts);
  /** Ends a run that another process has trained meanwhile. */
  const found = (run: PlannedRun, manifest: Manifest) => {
    manifests.set(run.configId, manifest);
    elsewhere.push(manifest);
    options.onDone(manifest, run);
    end(run, manifest.outcome.status);
  };

  const work = async (place: number, worker?: Worker) => {
    let upstream: readonly string[] = [];
    while (!stopped && schedule.left + leased.others > 0) {
      const fits = (each: PlannedRun) => budget.allows(place, stateOf(each).memory);
      const next = schedule.next({ upstream, fits });
      const taken = next ? leased.take(stateOf(next)) : leased.takeOver(fits);
      if (!taken) {
        if (!next) await Promise.race([new Promise<void>((resolve) => wake.push(resolve)), leased.lookAgain()]);
        continue;
      }
      const { run, runId, memory } = taken.state;
      if (taken.manifest) {
        found(run, taken.manifest);
        continue;
      }
      upstream = run.needs.length > 0 ? run.needs : [run.configId];
      const lost = run.needs.map((id) => manifests.get(id) as Manifest).find(({ outcome }) => outcome.status !== 'ok');
      if (lost) {
        leased.release(runId);
        const message = `not trained, since ${labelOf(lost)} ${lost.outcome.status}`;
        end(run, 'failed', { code: 'SB_UPSTREAM_LOST', message });
        continue;
      }
      budget.start(place, memory);
      shares.set(run.configId, 0);
      try {
        const attempts = { retries: options.retries, hire, stopped: () => stopped };
        const done = await trainPatiently(orderOf(taken.state, manifests), worker, attempts, {
          onStep: (step, steps) => shares.set(run.configId, Math.min(step / steps, 0.99)),
          onResume: (step, steps) => shares.resume(run.configId, step / steps),
          onNote: (text) => options.onNote(text, run),
        });
        const { manifest } = done;
        options.onTrained?.(manifest);
        worker = done.worker;
        if (options.fresh) {
          worker.stop();
          worker = undefined;
          budget.free(place);
        }
        budget.end(place);
        leased.release(runId);
        manifests.set(run.configId, manifest);
        trained.push(manifest);
        options.onDone(manifest, run);
        end(run, manifest.outcome.status);
      } catch (error) {
        if (!(error instanceof RunFailure)) throw error;
        budget.end(place);
        leased.release(runId);
        const { code, message, hint, hopeless } = error.failure;
        if (hopeless) throw new SeedbedError(code, message, { exitCode: exitCodes.environmentLacks, ...(hint && { hint }) }); // prettier-ignore
        end(run, 'failed', { code, message, ...(hint && { hint }) });
      }
    }
  };

  // A second worker starts while the first one trains already.
  const workers = Math.min(options.jobs, states.length);
  try {
    await Promise.all(
      Array.from({ length: workers }, (_, index) => work(index, index === 0 ? options.first : undefined)),
    );
  } finally {
    stopped = true;
    leased.close();
    for (const worker of staff) worker.stop();
  }
  return { trained, elsewhere, troubles, notStarted: schedule.left + leased.others };
}

/** @param manifests by config id: what is stored. */
function orderOf({ run, runId, isUpstream }: RunState, manifests: ReadonlyMap<string, Manifest>): Order {
  const upstream = run.needs.map((id) => {
    const { id: of, weights } = manifests.get(id) as Manifest;
    return [id, { runId: of, weights: weights.after }] as const;
  });
  return { type: 'train', runId, run, upstream: Object.fromEntries(upstream), keepsWeights: isUpstream };
}
