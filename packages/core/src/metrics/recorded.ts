import type { MetricComponent } from '../components/metrics.js';
import { knownComponents } from '../components/registry.js';
import { packageMetrics } from '../components/packages/metrics.js';
import { accuracy, calibrationError, confusion, crossEntropy, meanClassAccuracy, topK } from './classification.js';
import { areClasses, type ClassPredictions, type Measurement, type NumericPredictions, type PartPredictions } from '../components/measured.js'; // prettier-ignore
import { mae, r2, rmse, squaredError } from './regression.js';

type Options = Readonly<Record<string, unknown>>;

/** A metric that is recorded of every part that a run is measured on. */
interface Recorded<Predictions = ClassPredictions> {
  /** As it is called in the language: unit, direction and defaults of its options are declared there. */
  readonly name: string;
  /** Whether it is also recorded at the evaluations during training. */
  readonly often?: true;
  /** Whether it says anything of so many classes. */
  readonly says?: (options: Options, classes: number) => boolean;
  readonly measure: (predictions: Predictions, options: Options) => Measurement;
}

/** What a run that predicts numbers records: over all targets together. */
const recordedOfNumbers: readonly Recorded<NumericPredictions>[] = [
  { name: 'rmse', often: true, measure: rmse },
  { name: 'loss', often: true, measure: squaredError },
  { name: 'mae', measure: mae },
  { name: 'r2', measure: r2 },
];

/** What a run that tells classes apart records. */
const recorded: readonly Recorded[] = [
  { name: 'accuracy', often: true, measure: accuracy },
  { name: 'loss', often: true, measure: crossEntropy },
  { name: 'meanClassAccuracy', measure: meanClassAccuracy },
  { name: 'topK', says: ({ k }, classes) => (k as number) < classes, measure: (of, { k }) => topK(of, k as number) },
  { name: 'calibrationError', measure: (of, { bins }) => calibrationError(of, bins as number) },
];

/** With those of registered packages, which say of themselves how they are measured. */
const allRecorded = (): Recorded[] => [...recorded, ...packageMetrics(knownComponents).map(({ name, measure }): Recorded => ({ name, measure: measure as NonNullable<typeof measure> }))]; // prettier-ignore

const declared = (name: string) => knownComponents.find('metric', name) as MetricComponent;
const optionsOf = (name: string): Options => declared(name).options.parse({});
const recordedOf = (classes: number) =>
  allRecorded().filter(({ name, says }) => says?.(optionsOf(name), classes) ?? true);

/** Metrics of a part, each in its unit, and their standard errors where they have one. */
export interface PartMetrics {
  readonly values: Readonly<Record<string, number>>;
  readonly errors: Readonly<Record<string, number>>;
}

/** Everything that is recorded of a part at the end of a run; counts by class where classes are told apart. */
export function measuredOf(predictions: PartPredictions): PartMetrics & { readonly confusion?: number[][] } {
  if (!areClasses(predictions)) return measurementsOf(predictions, recordedOfNumbers);
  return { ...measurementsOf(predictions, recordedOf(predictions.classes)), confusion: confusion(predictions) };
}

/** What is recorded of a part at an evaluation during training. */
export const evaluatedOf = (predictions: PartPredictions): Readonly<Record<string, number>> =>
  areClasses(predictions)
    ? measurementsOf(predictions, oftenOf(recordedOf(predictions.classes))).values
    : measurementsOf(predictions, oftenOf(recordedOfNumbers)).values;

const oftenOf = <Of extends { readonly often?: true }>(all: readonly Of[]): Of[] => all.filter(({ often }) => often);

function measurementsOf<Predictions>(predictions: Predictions, which: readonly Recorded<Predictions>[]): PartMetrics {
  const all = which.map(({ name, measure }) => [name, measure(predictions, optionsOf(name))] as const);
  return {
    values: Object.fromEntries(all.map(([name, { value }]) => [name, value])),
    errors: Object.fromEntries(all.flatMap(([name, { standardError }]) => (standardError === null ? [] : [[name, standardError]]))), // prettier-ignore
  };
}

/** Unit and direction of every metric that a run records that tells so many classes apart, or predicts numbers. */
export const recordedMetrics = (of: number | 'numbers'): Record<string, Pick<MetricComponent, 'unit' | 'better'>> =>
  Object.fromEntries(
    (of === 'numbers' ? recordedOfNumbers : recordedOf(of)).map(({ name }) => [name, pick(declared(name))]),
  );

const pick = ({ unit, better }: MetricComponent) => ({ unit, better });
