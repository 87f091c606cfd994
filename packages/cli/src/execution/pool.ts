import { exitCodes, type Manifest, type PlannedRun, type RunStore, SeedbedError } from '@seedbed/core';
import type { Bar } from '../progress/bar.js';
import { trainPatiently } from './attempts.js';
import { LeasedRuns } from './leased-runs.js';
import { Ledger, type Trouble } from './ledger.js';
import type { Machine } from './machine.js';
import { MemoryBudget } from './memory-budget.js';
import type { RunState } from './state.js';
import { RunFailure, type Worker } from './worker-process.js';

export interface PoolResult {
  readonly trained: readonly Manifest[];
  /** Runs that another process trained meanwhile, in the same store. */
  readonly elsewhere: readonly Manifest[];
  readonly troubles: readonly Trouble[];
  /** Runs left after `failFast`. */
  readonly notStarted: number;
}

export interface PoolOptions {
  readonly jobs: number;
  /**
   * Asked once, after the first run that was trained here, while its worker is alive: how many runs train side by side
   * from then on.
   * @param pid of its worker.
   */
  readonly jobsAfter?: (first: RunState, pid: number | undefined) => number;
  /** Where workers store what they train. */
  readonly store: RunStore;
  /** Bytes that all workers together may take. */
  readonly memory: number;
  /** Bytes that a run takes, as far as that is known by now; by default what its state says. */
  readonly memoryOf?: (state: RunState) => number;
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
  const ledger = new Ledger(states, stored, options.bar);
  const leased = new LeasedRuns(options.store, options.machine, options.onWait, options.counts);
  const budget = new MemoryBudget(options.memory);
  const memoryOf = options.memoryOf ?? (({ memory }: RunState) => memory);
  const { schedule, shares } = ledger;
  const staff = new Set([options.first]);
  const wake: (() => void)[] = [];
  let stopped = false;
  let crew = 0;
  let joined: Promise<unknown> | undefined;
  let breakOff: (error: unknown) => void = () => {};
  const broken = new Promise<never>((_, reject) => (breakOff = reject));

  const hire = async () => {
    const worker = await options.hire();
    staff.add(worker);
    return worker;
  };
  /** A run has ended: what waits for it may start now. */
  const ended = (well: boolean) => {
    if (!well && options.failFast) stopped = true;
    for (const call of wake.splice(0)) call();
  };
  const done = (run: PlannedRun, manifest: Manifest, by: 'trained' | 'elsewhere') => {
    options.onDone(manifest, run);
    ended(ledger.done(run, manifest, by));
  };

  /** @returns the worker that is alive then, if any. */
  const train = async (state: RunState, place: number, worker: Worker | undefined): Promise<Worker | undefined> => {
    const { run, runId } = state;
    budget.start(place, memoryOf(state));
    shares.set(run.configId, 0);
    try {
      const attempts = { retries: options.retries, hire, stopped: () => stopped };
      const { manifest, worker: alive } = await trainPatiently(ledger.orderOf(state), worker, attempts, {
        onStep: (step, steps) => shares.set(run.configId, Math.min(step / steps, 0.99)),
        onResume: (step, steps) => shares.resume(run.configId, step / steps),
        onNote: (text) => options.onNote(text, run),
      });
      options.onTrained?.(manifest);
      if (options.jobsAfter) joined ??= staffed(options.jobsAfter(state, alive.pid)).catch(breakOff);
      if (options.fresh) {
        alive.stop();
        budget.free(place);
      }
      budget.end(place);
      leased.release(runId);
      done(run, manifest, 'trained');
      return options.fresh ? undefined : alive;
    } catch (error) {
      if (!(error instanceof RunFailure)) throw error;
      budget.end(place);
      leased.release(runId);
      const { code, message, hint, hopeless } = error.failure;
      if (hopeless) throw new SeedbedError(code, message, { exitCode: exitCodes.environmentLacks, ...(hint && { hint }) }); // prettier-ignore
      ended(ledger.fail(run, { code, message, ...(hint && { hint }) }));
      return worker;
    }
  };

  const work = async (place: number, worker?: Worker) => {
    let upstream: readonly string[] = [];
    while (!stopped && schedule.left + leased.others > 0) {
      const fits = (each: PlannedRun) => budget.allows(place, memoryOf(ledger.stateOf(each)));
      const next = schedule.next({ upstream, fits });
      const taken = next ? leased.take(ledger.stateOf(next)) : leased.takeOver(fits);
      if (!taken) {
        if (!next) await Promise.race([new Promise<void>((resolve) => wake.push(resolve)), leased.lookAgain()]);
        continue;
      }
      const { run, runId } = taken.state;
      if (taken.manifest) {
        done(run, taken.manifest, 'elsewhere');
        continue;
      }
      upstream = run.needs.length > 0 ? run.needs : [run.configId];
      const obstacle = ledger.obstacle(run);
      if (obstacle) {
        leased.release(runId);
        ended(ledger.fail(run, obstacle));
      } else worker = await train(taken.state, place, worker);
    }
  };

  /** Work until none is left, by as many places as there are to be in all. */
  const staffed = (jobs: number): Promise<unknown> => {
    const places = Array.from({ length: Math.min(jobs, states.length) - crew }, () => crew++);
    return Promise.all(places.map((place) => work(place, place === 0 ? options.first : undefined)));
  };

  try {
    // A second worker starts while the first one trains already.
    await Promise.race([staffed(options.jobs).then(() => joined), broken]);
  } finally {
    stopped = true;
    leased.close();
    for (const worker of staff) worker.stop();
  }
  const { trained, elsewhere, troubles } = ledger;
  return { trained, elsewhere, troubles, notStarted: schedule.left + leased.others };
}
