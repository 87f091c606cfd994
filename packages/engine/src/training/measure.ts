import { evaluatedOf, type Measured, type MeasuredPart, measuredOf, sha256 } from '@seedbed/core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { bytesOf } from '../data/bytes.js';
import type { FrozenOutputs } from './frozen-outputs.js';
import type { TrainingLog } from './log.js';
import type { Run } from './run.js';

/** What was measured of the parts at the end, and the predictions it was computed from, in single precision. */
export interface Measurements {
  /** Null when the run did not finish. */
  readonly measured: Readonly<Partial<Record<Measured, MeasuredPart>>> | null;
  /** Probabilities, an example a row, in the order of the part. */
  readonly predictions: Readonly<Partial<Record<Measured, Float32Array>>>;
}

const nothing: Measurements = { measured: null, predictions: {} };

/** Measures the parts that are measured during training: all but test. */
export async function evaluate({ measure }: Run, outputs: FrozenOutputs, log: TrainingLog, parameters: Tensor1D) {
  log.parameters((await parameters.data()) as Float32Array);
  if (log.diverged) return;
  const measured: Partial<Record<Measured, Record<string, number>>> = {};
  for (const part of measure.filter((each) => each !== 'test')) {
    measured[part] = { ...evaluatedOf(await outputs.predict(part, parameters)) };
  }
  log.evaluation(measured);
}

/** Measures everything that is asked for, at the end. Nothing is kept of a run that has diverged. */
export async function measureAll(
  { measure }: Run,
  outputs: FrozenOutputs,
  log: TrainingLog,
  parameters: Tensor1D,
): Promise<Measurements> {
  log.parameters((await parameters.data()) as Float32Array);
  if (log.diverged) return nothing;
  const measured: Partial<Record<Measured, MeasuredPart>> = {};
  const predictions: Partial<Record<Measured, Float32Array>> = {};
  for (const part of measure) {
    const predicted = await outputs.predict(part, parameters);
    const { values, errors, confusion } = measuredOf(predicted);
    if (!log.measured(part, values['loss'])) return nothing;
    const kept = Float32Array.from(predicted.probabilities);
    predictions[part] = kept;
    measured[part] = {
      examples: predicted.labels.length,
      values: { ...values },
      errors: { ...errors },
      confusion,
      predictions: sha256(bytesOf(kept)),
    };
  }
  return { measured, predictions };
}
