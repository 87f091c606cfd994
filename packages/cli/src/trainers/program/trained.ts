import { areClasses, digestOf, evaluatedOf, examplesOf, type Measured, type MeasuredPart, measuredOf, type PartPredictions, recordedMetrics, sha256 } from '@seedbed/core'; // prettier-ignore
import { type TrainedRun, TrainingLog } from '@seedbed/engine';
import type { Given } from './given.js';

type Parts = Readonly<Partial<Record<Measured, PartPredictions>>>;

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength);
/** As the program wrote them. */
const numbersOf = (of: PartPredictions): Float32Array =>
  (areClasses(of) ? of.probabilities : of.predicted) as Float32Array;
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
      return evaluated && ended && !Buffer.from(bytesOf(numbersOf(evaluated))).equals(bytesOf(numbersOf(ended)));
    });
  }

  /** @param parts what was predicted at the end; of those of the last evaluation it need not be said again. */
  trained(parts: Parts, weights: Float32Array): TrainedRun {
    const { drawn, targets, order, seeds } = this.given;
    this.log.parameters(weights);
    const { measured, predictions } = this.measurements({ ...this.atLastStep, ...parts });
    return {
      ...{ drawn, weights, seeds, measured, predictions },
      outcome: this.log.outcome,
      curve: this.log.curve,
      metrics: this.measure.length > 0 ? recordedMetrics(targets ? 'numbers' : drawn.classes.length) : {},
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
      const predicted = parts[part] as PartPredictions;
      const { values, errors, confusion } = measuredOf(predicted);
      if (!this.log.measured(part, values['loss'])) return nothing;
      const numbers = numbersOf(predicted);
      predictions[part] = numbers;
      measured[part] = {
        examples: examplesOf(predicted),
        values: { ...values },
        errors: { ...errors },
        ...(confusion && { confusion }),
        predictions: digestOfNumbers(numbers),
      };
    }
    return { measured, predictions };
  }
}
