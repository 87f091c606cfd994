import { exitCodes, type Manifest, type PlannedRun, type RunStore, Schedule, SeedbedError } from '@seedbed/core';
import type { Bar } from '../progress/bar.js';
import { trainPatiently } from './attempts.js';
import { MemoryBudget } from './memory-budget.js';
import type { Machine } from './machine.js';
import { RunsInHand } from './runs-in-hand.js';
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
  /** Runs that failed, and those that could not start because their source network failed. */
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
  /** Told which other process is waited for. */
  readonly onWait?: (text: string) => void;
  /** Told what a worker says of a run. */
  readonly onNote: (text: string, run: PlannedRun) => void;
  /** Why a run that lies in the store does not count; null where it does. */
  readonly counts?: (manifest: Manifest) => string | null;
  /** Told of each run that was trained here, while its lease is still held. */
  readonly onTrained?: (manifest: Manifest) => void;
  /** Told of each run that ends. */
  readonly onDone: (manifest: Manifest, run: PlannedRun) => void;
}

/** Trains runs on warm workers, side by side, until none is left. A failed run takes down nothing but its dependants. */
export async function trainAll(
  states: readonly RunState[],
  stored: ReadonlyMap<string, Manifest>,
  options: PoolOptions,
): Promise<PoolResult> {
  const byCell = new Map(states.map((state) => [state.run.cellId, state]));
  const schedule = new Schedule(states.map((state) => state.run), new Map(states.map((state) => [state.run.cellId, state.cost]))); // prettier-ignore
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
      troubles.push({ run: lost, code: 'SB_SOURCE_LOST', message });
      shares.set(lost.cellId, 1);
    }
    if (how !== 'ok' && options.failFast) stopped = true;
    shares.set(run.cellId, 1);
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
  const stateOf = (run: PlannedRun) => byCell.get(run.cellId) as RunState;

  const hands = new RunsInHand(options.store, options.machine, options.onWait, options.counts);
  /** Ends a run that another process has trained meanwhile. */
  const found = (run: PlannedRun, manifest: Manifest) => {
    manifests.set(run.cellId, manifest);
    elsewhere.push(manifest);
    options.onDone(manifest, run);
    end(run, manifest.outcome.status);
  };

  const work = async (place: number, worker?: Worker) => {
    let last: string | null = null;
    while (!stopped && schedule.left + hands.others > 0) {
      const fits = (each: PlannedRun) => budget.allows(place, stateOf(each).memory);
      const next = schedule.next({ source: last, fits });
      const taken = next ? hands.take(stateOf(next)) : hands.takeOver(fits);
      if (!taken) {
        if (!next) await Promise.race([new Promise<void>((resolve) => wake.push(resolve)), hands.lookAgain()]);
        continue;
      }
      const { run, runId, memory } = taken.state;
      if (taken.manifest) {
        found(run, taken.manifest);
        continue;
      }
      last = run.needs ?? run.cellId;
      const source = run.needs ? manifests.get(run.needs) : undefined;
      if (source && source.outcome.status !== 'ok') {
        hands.release(runId);
        end(run, 'failed', { code: 'SB_SOURCE_LOST', message: 'not trained, since its source network diverged' });
        continue;
      }
      budget.start(place, memory);
      shares.set(run.cellId, 0);
      try {
        const order = {
          type: 'train',
          runId,
          cellId: run.cellId,
          cell: run.cell,
          condition: run.condition,
          source: source ? { runId: source.id, weights: source.weights.after } : null,
        } as const;
        const attempts = { retries: options.retries, hire, stopped: () => stopped };
        const done = await trainPatiently(order, worker, attempts, {
          onStep: (step, steps) => shares.set(run.cellId, Math.min(step / steps, 0.99)),
          onResume: (step, steps) => shares.resume(run.cellId, step / steps),
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
        hands.release(runId);
        manifests.set(run.cellId, manifest);
        trained.push(manifest);
        options.onDone(manifest, run);
        end(run, manifest.outcome.status);
      } catch (error) {
        if (!(error instanceof RunFailure)) throw error;
        budget.end(place);
        hands.release(runId);
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
    hands.close();
    for (const worker of staff) worker.stop();
  }
  return { trained, elsewhere, troubles, notStarted: schedule.left + hands.others };
}
