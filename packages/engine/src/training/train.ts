import { type Dataset, digestOf, type Drawn, type Evaluation, recordedMetrics, sha256 } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { auditRun } from '../audit/guard.js';
import type { Backend } from '../backends/backend.js';
import { bytesOf } from '../data/bytes.js';
import { SharedRows } from '../data/shared-rows.js';
import { Batches } from './batches.js';
import { FrozenOutputs } from './frozen-outputs.js';
import { type Outcome, TrainingLog } from './log.js';
import { measureAll, type Measurements, type Predictions } from './measure.js';
import { prepareRun, type Run, type RunRequest, takesSteps, type Upstream } from './run.js';
import type { TrainingState } from './state.js';
import { trainSteps, type Watcher } from './steps.js';

export interface TrainOptions extends Watcher {
  /** The runs that the config refers to, by their config id. */
  readonly upstream?: Upstream;
  /** Where an interrupted run of the same request stopped: it goes on from there, and ends as if nothing had happened. */
  readonly resume?: TrainingState;
  /** Outputs of frozen layers that runs of this process share; without it they live as long as the run. */
  readonly shared?: SharedRows;
}

export interface TrainedRun extends Measurements {
  readonly drawn: Drawn;
  /** Seed of every stream that was opened, by name. */
  readonly seeds: Readonly<Record<string, string>>;
  readonly digests: Readonly<Record<'train' | 'validation' | 'test' | 'order' | 'before' | 'after', string>>;
  readonly outcome: Outcome;
  /** The evaluations, in the order of their steps. */
  readonly curve: readonly Evaluation[];
  /** Unit and direction of every metric that was measured; none where no part is. */
  readonly metrics: ReturnType<typeof recordedMetrics>;
  readonly loss: { readonly steps: number; readonly bits: string; readonly chain: string };
  /** All that is stored of the network after training. */
  readonly weights: Float32Array;
}

/** A copy in which every NaN has the same bits: which ones a NaN has depends on the processor. */
const canonical = (values: Float32Array) => values.map((value) => (Number.isNaN(value) ? NaN : value));

/**
 * Trains one network as its config asks and measures it: draws classes and examples, starts from random or copied
 * parameters, trains, measures. Everything random comes from the run's named seed streams. A loss or a weight that is not
 * finite ends the run as `diverged`.
 * @throws SeedbedError SB_ENGINE_COMPONENT before anything else, for what the engine cannot run; SB_DATA_CLASSES,
 * SB_DATA_TOO_FEW; SB_UNSEEDED_RANDOM or SB_CLOCK_IN_RUN where code of the run, a plugin's too, draws other random numbers
 * or reads a clock; the signal's reason when it is aborted.
 */
export function trainRun(
  request: RunRequest,
  dataset: Dataset,
  backend: Backend,
  options: TrainOptions = {},
): Promise<TrainedRun> {
  return auditRun(options, async ({ upstream, ...others }) =>
    trainPrepared(prepareRun(request, dataset, backend.kernels, upstream), others),
  );
}

/** Trains and measures what was drawn and laid out. */
export async function trainPrepared(
  run: Run,
  { resume, shared, ...watcher }: Omit<TrainOptions, 'upstream'> = {},
): Promise<TrainedRun> {
  const { drawn, start, streams, measure } = run;
  const rows = shared ?? new SharedRows();
  const outputs = new FrozenOutputs(run, rows);
  const log = new TrainingLog(run.training, drawn.train.length);
  const batches = takesSteps(run) ? new Batches(run) : null;
  if (resume) {
    batches?.skip(resume.step, resume.positions);
    log.resume(resume);
  }
  let vector: Tensor1D | null = null;
  try {
    const trained =
      batches && takesSteps(run) ? await trainSteps({ run, outputs, batches, log, watcher }, resume) : null;
    vector = trained?.weights ?? tf.tensor1d(start);
    const known: Predictions = trained?.predictions ?? {};
    const weights = canonical((await vector.data()) as Float32Array);
    log.parameters(weights);
    const measurements = await measureAll(run, outputs, log, vector, known);
    return {
      ...measurements,
      drawn,
      weights,
      seeds: streams.used,
      outcome: log.outcome,
      curve: log.curve,
      metrics:
        measure.length > 0
          ? recordedMetrics(typeof run.dataset.targets === 'string' ? drawn.classes.length : 'numbers')
          : {},
      loss: log.chain.record,
      digests: {
        train: digestOf(drawn.train),
        validation: digestOf(drawn.validation),
        test: digestOf(drawn.test),
        order: batches?.digest() ?? sha256(new Uint8Array()),
        before: sha256(bytesOf(start)),
        after: sha256(bytesOf(weights)),
      },
    };
  } finally {
    vector?.dispose();
    outputs.dispose();
    if (shared) shared.release();
    else rows.close();
  }
}
