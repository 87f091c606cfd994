import { type Manifest, type PlannedRun, Schedule } from '@seedbed/core';
import type { Bar } from '../progress/bar.js';
import type { RunState } from './state.js';
import { RunFailure, type WorkerProcess } from './worker-process.js';

export interface Trouble {
  readonly run: PlannedRun;
  readonly code: string;
  readonly message: string;
}

export interface PoolResult {
  readonly trained: readonly Manifest[];
  /** Runs that failed, and those that could not start because their source network failed. */
  readonly troubles: readonly Trouble[];
}

export interface PoolOptions {
  readonly jobs: number;
  readonly failFast: boolean;
  readonly bar: Bar;
  /** Starts one more worker. */
  readonly hire: () => Promise<WorkerProcess>;
  /** A worker that is running already, from the look at the backend. */
  readonly first: WorkerProcess;
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
  const troubles: Trouble[] = [];
  const shares = new Map<string, number>();
  const total = states.reduce((sum, state) => sum + state.cost, 0);
  let wake: (() => void)[] = [];
  let stopped = false;

  const show = () => {
    const done = [...shares].reduce((sum, [cellId, share]) => sum + share * (byCell.get(cellId)?.cost ?? 0), 0);
    const busy = [...shares].filter(([, share]) => share < 1).map(([cellId]) => byCell.get(cellId)?.run.label);
    options.bar.update(done, total, `${trained.length} of ${states.length} runs; now ${busy.join(', ') || 'none'}`);
  };
  const end = (run: PlannedRun, succeeded: boolean, trouble?: Omit<Trouble, 'run'>) => {
    if (trouble) troubles.push({ run, ...trouble });
    for (const lost of schedule.done(run, succeeded)) {
      const message = `not trained, since ${run.label} did not succeed`;
      troubles.push({ run: lost, code: 'SB_SOURCE_LOST', message });
      shares.set(lost.cellId, 1);
    }
    if (!succeeded && options.failFast) stopped = true;
    shares.set(run.cellId, 1);
    show();
    wake.forEach((call) => call());
    wake = [];
  };

  const work = async (start: () => Promise<WorkerProcess>) => {
    let worker: WorkerProcess | undefined;
    while (!stopped && schedule.left > 0) {
      const run = schedule.next();
      if (!run) {
        await new Promise<void>((resolve) => wake.push(resolve));
        continue;
      }
      const { runId } = byCell.get(run.cellId) as RunState;
      const source = run.needs ? manifests.get(run.needs) : undefined;
      if (source && source.outcome.status !== 'ok') {
        end(run, false, { code: 'SB_SOURCE_LOST', message: 'not trained, since its source network diverged' });
        continue;
      }
      shares.set(run.cellId, 0);
      try {
        worker ??= await start();
        const order = {
          type: 'train',
          runId,
          cellId: run.cellId,
          cell: run.cell,
          condition: run.condition,
          source: source ? { runId: source.id, weights: source.weights.after } : null,
        } as const;
        const manifest = await worker.train(order, (step, steps) => {
          shares.set(run.cellId, step / steps);
          show();
        });
        manifests.set(run.cellId, manifest);
        trained.push(manifest);
        options.onDone(manifest, run);
        end(run, manifest.outcome.status === 'ok');
      } catch (error) {
        if (!(error instanceof RunFailure)) throw error;
        end(run, false, { code: error.code, message: error.message });
        if (error.workerLost) worker = undefined;
      }
    }
    worker?.stop();
  };

  // A second worker starts while the first one trains already.
  const workers = Math.min(options.jobs, states.length);
  await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      let given = index === 0 ? options.first : undefined;
      return work(async () => {
        const worker = given ?? (await options.hire());
        given = undefined;
        return worker;
      });
    }),
  );
  return { trained, troubles };
}
