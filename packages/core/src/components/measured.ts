/** A number that was measured on the examples of a part, with what its sampling adds. */
export interface Measurement {
  readonly value: number;
  /** Standard error over the examples, in the unit of the value; null where it is not defined, as of one example. */
  readonly standardError: number | null;
}

/** What a run predicted for the examples of a part, and what is true. */
export interface ClassPredictions {
  /** Number of classes. */
  readonly classes: number;
  /** Probabilities, an example a row: `labels.length` x `classes`. */
  readonly probabilities: Float32Array | Float64Array;
  /** Class of each example, from 0. */
  readonly labels: Uint16Array | Int32Array;
}

/** The same of numeric targets. */
export interface NumericPredictions {
  /** Predicted and true values, an example a row; equally long. */
  readonly predicted: Float32Array | Float64Array;
  readonly targets: Float32Array | Float64Array;
  /** Numbers that are predicted of an example. Default: 1. */
  readonly columns?: number;
}

export type PartPredictions = ClassPredictions | NumericPredictions;

export const areClasses = (predictions: PartPredictions): predictions is ClassPredictions =>
  'probabilities' in predictions;

/** How many examples they are of. */
export const examplesOf = (predictions: PartPredictions): number =>
  areClasses(predictions) ? predictions.labels.length : predictions.targets.length / (predictions.columns ?? 1);

/** The most likely class of an example; the first of several that are equally likely. */
export function mostLikely({ classes, probabilities }: Omit<ClassPredictions, 'labels'>, example: number): number {
  let best = 0;
  for (let each = 1; each < classes; each++) {
    if ((probabilities[example * classes + each] as number) > (probabilities[example * classes + best] as number)) best = each; // prettier-ignore
  }
  return best;
}

/**
 * Mean of numbers with its standard error, sd / sqrt(n).
 * @param scale What both are multiplied by: 100 for percentages.
 * @throws RangeError of no numbers.
 */
export function meanOf(values: Float64Array, scale = 1): Measurement {
  const { length } = values;
  if (length === 0) throw new RangeError('a mean of no examples');
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const standardError = length > 1 ? (scale * Math.sqrt(squares / (length - 1))) / Math.sqrt(length) : null;
  return { value: scale * mean, standardError };
}

/** One number an example. */
export const perExample = (examples: number, of: (example: number) => number): Float64Array =>
  Float64Array.from({ length: examples }, (_, example) => of(example));
