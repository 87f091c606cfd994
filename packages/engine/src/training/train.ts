import {
  type CellSpec,
  type Dataset,
  type Drawn,
  type Evaluation,
  digestOf,
  sha256,
  transferableLayers,
} from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { auditRun } from '../audit/guard.js';
import type { Backend } from '../backends/backend.js';
import { bytesOf } from '../data/bytes.js';
import { SharedRows } from '../data/shared-rows.js';
import { Batches } from './batches.js';
import type { Measured } from './evaluate.js';
import { FrozenOutputs } from './frozen-outputs.js';
import { type Outcome, TrainingLog } from './log.js';
import { prepareRun } from './run.js';
import { stagesOf } from './schedule.js';
import { trainStage, type Watcher } from './stage.js';
import type { TrainingState } from './state.js';

export interface TrainOptions extends Watcher {
  /** Parameters of the source network; needed when the cell copies layers. */
  readonly source?: Float32Array;
  /** Where an interrupted run of the same cell stopped: it goes on from there, and ends as if nothing had happened. */
  readonly resume?: TrainingState;
  /** Outputs of frozen layers that runs of this process share; without it they live as long as the run. */
  readonly shared?: SharedRows;
}

export interface TrainedRun {
  readonly drawn: Drawn;
  /** Seed of every stream that was opened, by name. */
  readonly seeds: Readonly<Record<string, string>>;
  readonly digests: Readonly<Record<'train' | 'validation' | 'test' | 'order' | 'before' | 'after', string>>;
  readonly outcome: Outcome;
  readonly evaluations: readonly Evaluation[];
  readonly loss: { readonly steps: number; readonly bits: string; readonly chain: string };
  readonly test: Measured | null;
  /** All parameters after training, in the order of `layersOf`. */
  readonly parameters: Float32Array;
}

/** A copy in which every NaN has the same bits: which ones a NaN has depends on the processor. */
const canonical = (values: Float32Array) => values.map((value) => (Number.isNaN(value) ? NaN : value));

/**
 * Trains one network as its cell asks: draws classes and images, starts from random or copied parameters, trains,
 * measures. Everything random comes from the cell's named seed streams. A loss that is not finite ends the run as
 * `diverged`.
 * @throws SeedbedError SB_DATA_TOO_FEW; SB_UNSEEDED_RANDOM or SB_CLOCK_IN_RUN where code of the run, a plugin's too,
 * draws other random numbers or reads a clock; the signal's reason when it is aborted.
 */
export function trainCell(
  cell: CellSpec,
  dataset: Dataset,
  backend: Backend,
  options: TrainOptions = {},
): Promise<TrainedRun> {
  return auditRun(options, (watched) => train(cell, dataset, backend, watched));
}

async function train(
  cell: CellSpec,
  dataset: Dataset,
  backend: Backend,
  { source, resume, shared, ...watcher }: TrainOptions,
): Promise<TrainedRun> {
  const run = prepareRun(cell, dataset, backend.kernels, source);
  const { drawn, start } = run;
  const rows = shared ?? new SharedRows();
  const outputs = new FrozenOutputs(run, rows);
  const batches = new Batches(run);
  const log = new TrainingLog(run);
  if (resume) {
    batches.skip(resume.step, resume.positions);
    log.resume(resume);
  }
  let vector = tf.tensor1d(resume?.parameters ?? start);
  try {
    for (const { stage, moving } of stagesFrom(cell, resume)) {
      if (log.diverged) break;
      vector = await trainStage({ run, outputs, batches, log, watcher }, stage, vector, moving);
    }
    const parameters = canonical((await vector.data()) as Float32Array);
    const test = log.diverged ? null : log.test(await outputs.measure(cell.transfer.frozen, 'test', vector));
    return {
      drawn,
      parameters,
      test,
      seeds: run.streams.used,
      outcome: log.outcome,
      evaluations: log.evaluations,
      loss: log.chain.record,
      digests: {
        train: digestOf(drawn.train),
        validation: digestOf(drawn.validation),
        test: digestOf(drawn.test),
        order: batches.digest(),
        before: sha256(bytesOf(start)),
        after: sha256(bytesOf(parameters)),
      },
    };
  } finally {
    vector.dispose();
    if (shared) shared.release();
    else rows.close();
  }
}

/** The stages that are left, the first of them with its velocity where it goes on from its middle. */
function stagesFrom(cell: CellSpec, resume: TrainingState | undefined) {
  const step = resume?.step ?? 0;
  const left = stagesOf(cell, transferableLayers(cell.model)).filter((stage) => stage.to > step);
  return left.map((stage) => {
    if (!resume || stage.from >= step) return { stage, moving: null };
    return { stage: { ...stage, from: step }, moving: resume.velocity };
  });
}
