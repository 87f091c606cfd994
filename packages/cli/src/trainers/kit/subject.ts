import type { Dataset, PlannedRun, RunConfig } from '@seedbed/core';
import { setKeyOf } from '@seedbed/core';
import type { TrainedRun, Upstream } from '@seedbed/engine';
import type { Resumable } from '../../execution/checkpoints.js';
import type { WorkerSet } from '../../execution/worker-set.js';
import type { Program } from '../../workspace/program.js';
import type { ProgramState } from '../program/converse.js';
import type { TrainingOrder } from '../trainer.js';
import { scratchFolder } from '../program/scratch.js';
import { type ProgramTrainer, programTrainer } from '../program/program-trainer.js';

/** What is tried: a program, and a run that it trains. */
export interface Trial {
  readonly program: Program;
  readonly cacheDir: string;
  /** The run, after those that it starts from. */
  readonly runs: readonly PlannedRun[];
  /** By the set's key. */
  readonly sets: ReadonlyMap<string, WorkerSet>;
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds without processor time after which the program counts as hung; 0: never. */
  readonly hangTimeout: number;
  readonly onNote: (text: string) => void;
}

/** How a run is trained this time. */
export interface Attempt {
  /** Another config than the run's. */
  readonly config?: RunConfig;
  readonly resume?: ProgramState | undefined;
  readonly onCheckpoint?: (state: ProgramState) => void;
  readonly onStep?: (step: number, steps: number) => void;
}

/** Seconds between two checkpoints, where none is looked for. */
const seldom = 3600;

/** A program in a process of its own, which trains the run of a trial as often as it is asked. Nothing is stored. */
export class Subject {
  private upstream: Upstream | undefined;

  private constructor(
    private readonly trial: Trial,
    readonly trainer: ProgramTrainer,
  ) {}

  /** Starts one in a fresh process. @param checkpointSeconds how often a checkpoint is welcome. */
  static async start(trial: Trial, checkpointSeconds = seldom): Promise<Subject> {
    const { program, cacheDir, environment, hangTimeout } = trial;
    const circumstances = { environment, hangTimeout };
    const scratch = scratchFolder();
    return new Subject(trial, await programTrainer({ ...program, scratch, threads: 1, cacheDir, checkpointSeconds, circumstances })); // prettier-ignore
  }

  async train({ config, resume, onCheckpoint = () => {}, onStep = () => {} }: Attempt = {}): Promise<TrainedRun> {
    const run = this.trial.runs.at(-1) as PlannedRun;
    this.upstream ??= await this.trainUpstream();
    const checkpoints = checkpointsOf(resume, onCheckpoint);
    return this.trainOne(config ? { ...run, config } : run, this.upstream, { checkpoints, onStep });
  }

  /** Kills the program in the middle of what it does. */
  kill(): void {
    this.trainer.kill();
  }

  stop(): void {
    this.trainer.stop();
  }

  private async trainUpstream(): Promise<Upstream> {
    let trained: Upstream = {};
    for (const run of this.trial.runs.slice(0, -1)) {
      const { weights } = await this.trainOne(run, trained, { checkpoints: checkpointsOf(undefined, () => {}), onStep: () => {} }); // prettier-ignore
      trained = { ...trained, [run.configId]: { config: run.config, weights, dataset: this.setOf(run).dataset } };
    }
    return trained;
  }

  private trainOne(
    run: PlannedRun,
    trained: Upstream,
    hearing: Pick<TrainingOrder, 'checkpoints' | 'onStep'>,
  ): Promise<TrainedRun> {
    const upstream = Object.fromEntries(run.needs.map((id) => [id, trained[id] as Upstream[string]]));
    const { onNote } = this.trial;
    return this.trainer.train({
      ...{ run, runId: run.configId, set: this.setOf(run), upstream, onNote },
      ...{ onResume: () => {}, ...hearing },
    });
  }

  private setOf({ config }: PlannedRun): WorkerSet & { readonly dataset: Dataset } {
    return this.trial.sets.get(setKeyOf(config.learn.data)) as WorkerSet;
  }
}

/** Checkpoints in memory: goes on from one, and hands each to whoever looks. */
const checkpointsOf = (
  resume: ProgramState | undefined,
  onCheckpoint: (state: ProgramState) => void,
): TrainingOrder['checkpoints'] => ({
  resume: <State extends Resumable>() => resume as unknown as State | undefined,
  due: () => true,
  keep: (state) => onCheckpoint(state as ProgramState),
});
