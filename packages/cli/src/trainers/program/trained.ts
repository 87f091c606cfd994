import { type ClassPredictions, digestOf, evaluatedOf, type Measured, type MeasuredPart, measuredOf, recordedMetrics, sha256 } from '@seedbed/core'; // prettier-ignore
import { type TrainedRun, TrainingLog } from '@seedbed/engine';
import type { Given } from './given.js';

type Predicted = ClassPredictions & { readonly probabilities: Float32Array };
type Parts = Readonly<Partial<Record<Measured, Predicted>>>;

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength);
export const digestOfNumbers = (values: Float32Array): string => sha256(bytesOf(values));

/** Collects what a program reports of a run, and makes of it what the engine makes of its own. */
export class Reported {
  readonly log: TrainingLog;
  /** Digest of the weights before the first step; of none where it does not say. */
  before = digestOfNumbers(new Float32Array());
  /** Losses so far. */
  steps = 0;
  private atLastStep: Parts = {};

  constructor(
    private readonly given: Given,
    batchSize: number,
    private readonly measure: readonly Measured[],
  ) {
    const { steps, drawn } = given;
    this.log = new TrainingLog(steps > 0 ? { steps, batchSize } : null, drawn.train.length);
  }

  /** @returns whether the run goes on: a loss that is no number ends it. */
  loss(value: number | null): boolean {
    this.log.step(value === null ? NaN : Math.fround(value));
    this.steps++;
    return !this.log.diverged;
  }

  evaluation(parts: Parts): void {
    const values = Object.entries(parts).map(([part, predicted]) => [part, evaluatedOf(predicted)] as const);
    this.log.evaluation(Object.fromEntries(values));
    this.atLastStep = parts;
  }

  /** A part of which the last step's evaluation and the end say different things; undefined where there is none. */
  contradicted(parts: Parts): Measured | undefined {
    if (this.log.curve.at(-1)?.step !== this.given.steps) return undefined;
    return this.measure.find((part) => {
      const [evaluated, ended] = [this.atLastStep[part], parts[part]];
      return evaluated && ended && !Buffer.from(bytesOf(evaluated.probabilities)).equals(bytesOf(ended.probabilities));
    });
  }

  /** @param parts what was predicted at the end; of those of the last evaluation it need not be said again. */
  trained(parts: Parts, weights: Float32Array): TrainedRun {
    const { drawn, order, seeds } = this.given;
    this.log.parameters(weights);
    const { measured, predictions } = this.measurements({ ...this.atLastStep, ...parts });
    return {
      ...{ drawn, weights, seeds, measured, predictions },
      outcome: this.log.outcome,
      curve: this.log.curve,
      metrics: this.measure.length > 0 ? recordedMetrics(drawn.classes.length) : {},
      loss: this.log.chain.record,
      digests: {
        train: digestOf(drawn.train),
        validation: digestOf(drawn.validation),
        test: digestOf(drawn.test),
        order,
        before: this.before,
        after: digestOfNumbers(weights),
      },
    };
  }

  private measurements(parts: Parts): Pick<TrainedRun, 'measured' | 'predictions'> {
    const nothing = { measured: null, predictions: {} };
    if (this.log.diverged) return nothing;
    const measured: Partial<Record<Measured, MeasuredPart>> = {};
    const predictions: Partial<Record<Measured, Float32Array>> = {};
    for (const part of this.measure) {
      const predicted = parts[part] as Predicted;
      const { values, errors, confusion } = measuredOf(predicted);
      if (!this.log.measured(part, values['loss'])) return nothing;
      const { probabilities } = predicted;
      predictions[part] = probabilities;
      measured[part] = {
        examples: predicted.labels.length,
        values: { ...values },
        errors: { ...errors },
        confusion,
        predictions: digestOfNumbers(probabilities),
      };
    }
    return { measured, predictions };
  }
}
