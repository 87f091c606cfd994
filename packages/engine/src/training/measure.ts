import {
  areClasses,
  evaluatedOf,
  examplesOf,
  type Measured,
  type MeasuredPart,
  measuredOf,
  type PartPredictions,
  sha256,
} from '@seedbed/core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { bytesOf } from '../data/bytes.js';
import type { FrozenOutputs } from './frozen-outputs.js';
import type { TrainingLog } from './log.js';
import type { Run } from './run.js';

/** What was measured of the parts at the end, and the predictions it was computed from, in single precision. */
export interface Measurements {
  /** Null when the run did not finish. */
  readonly measured: Readonly<Partial<Record<Measured, MeasuredPart>>> | null;
  /** Probabilities of the classes, or numbers, an example a row, in the order of the part. */
  readonly predictions: Readonly<Partial<Record<Measured, Float32Array>>>;
}

/** What a network predicts for some parts. */
export type Predictions = Readonly<Partial<Record<Measured, PartPredictions>>>;

const nothing: Measurements = { measured: null, predictions: {} };

/** Measures the parts that are measured during training, all but test. @returns what the network predicts for them. */
export async function evaluate(
  { measure }: Run,
  outputs: FrozenOutputs,
  log: TrainingLog,
  parameters: Tensor1D,
): Promise<Predictions> {
  log.parameters((await parameters.data()) as Float32Array);
  if (log.diverged) return {};
  const predictions: Partial<Record<Measured, PartPredictions>> = {};
  const measured: Partial<Record<Measured, Readonly<Record<string, number>>>> = {};
  for (const part of measure.filter((each) => each !== 'test')) {
    const predicted = await outputs.predict(part, parameters);
    predictions[part] = predicted;
    measured[part] = evaluatedOf(predicted);
  }
  log.evaluation(measured);
  return predictions;
}

/**
 * Measures everything that is asked for, at the end. Nothing is kept of a run that has diverged.
 * @param known what these parameters predict, as far as an evaluation has computed it.
 */
export async function measureAll(
  { measure }: Run,
  outputs: FrozenOutputs,
  log: TrainingLog,
  parameters: Tensor1D,
  known: Predictions,
): Promise<Measurements> {
  if (log.diverged) return nothing;
  const measured: Partial<Record<Measured, MeasuredPart>> = {};
  const predictions: Partial<Record<Measured, Float32Array>> = {};
  for (const part of measure) {
    const predicted = known[part] ?? (await outputs.predict(part, parameters));
    const { values, errors, confusion } = measuredOf(predicted);
    if (!log.measured(part, values['loss'])) return nothing;
    const kept = Float32Array.from(areClasses(predicted) ? predicted.probabilities : predicted.predicted);
    predictions[part] = kept;
    measured[part] = {
      examples: examplesOf(predicted),
      values: { ...values },
      errors: { ...errors },
      ...(confusion && { confusion }),
      predictions: sha256(bytesOf(kept)),
    };
  }
  return { measured, predictions };
}
