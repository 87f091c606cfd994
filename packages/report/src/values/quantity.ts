import {
  besideIn,
  courseOf,
  type Figure,
  type Manifest,
  measuredStages,
  type MetricName,
  nameOf,
  nothingBeside,
  valueOf,
} from '@seedbed/core';
import type { ReportInput } from '../input.js';
import { capital, fixed } from '../text/format.js';

/** Where numbers are taken from: an experiment's results, and those that are set beside them. */
type Source = Pick<ReportInput, 'experiment' | 'plan' | 'manifests' | 'predicted' | 'compared'>;
type Planned = Pick<Source, 'experiment' | 'plan'>;

/** What is drawn: a number of a run, with the words and digits in which the page writes it. */
export interface Quantity {
  readonly stage: string;
  /** "Test accuracy". */
  readonly title: string;
  /** "%", "steps", "nats"; empty where there is none. */
  readonly unit: string;
  /** The unit of a difference of two values: "points" of percentages. */
  readonly step: string;
  readonly better: 'higher' | 'lower' | 'neither';
  /** Whether it lies between 0 and 100. */
  readonly share: boolean;
  /** Whether an axis of it begins at zero. */
  readonly zero: boolean;
  /** Whether values differ by orders of magnitude, and are drawn so. */
  readonly logarithmic: boolean;
  readonly valueOf: (run: Manifest) => number | undefined;
  /** At the evaluations. */
  readonly courseOf: (run: Manifest) => { readonly step: number; readonly value: number }[];
}

/** "Test accuracy (%)". Steps are in the words already. */
export const axisTitle = ({ title, unit }: Pick<Quantity, 'title' | 'unit'>) =>
  unit === '' || unit === 'steps' ? title : `${title} (${unit})`;

/** The quantity that a figure draws; where several stages are measured their names are part of its title. */
export function quantityOf(shown: Figure['shown'], source: Source): Quantity {
  const { stage } = shown;
  const several = measuredStages(source.experiment).length > 1;
  const titled = (title: string) => (several ? `${title} of ${stage}` : title);
  if (shown.kind === 'metric') return { ...metricQuantity(shown.metric, source), title: capital(shown.metric.words) }; // prettier-ignore
  return trainingLoss(stage, titled('Training loss'), source);
}

/** The loss between two evaluations. */
export const trainingLoss = (stage: string, title: string, source: Source): Quantity => ({
  ...{ stage, title, better: 'lower', share: false, zero: false, logarithmic: true },
  ...inUnit(lossUnit(stage, source)),
  valueOf: (run) => run.curve.at(-1)?.trainLoss,
  courseOf: (run) => run.curve.map(({ step, trainLoss }) => ({ step, value: trainLoss })),
});

/** A metric by itself. */
export function metricQuantity(metric: MetricName, source: Source): Quantity {
  const { stage, component } = metric;
  const unit = unitOf(metric, source);
  return {
    ...{ stage, title: metric.title, better: component.better, ...inUnit(unit) },
    share: unit === '%',
    zero: false,
    logarithmic: component.unit === 'loss',
    valueOf: valuesOf(metric, source),
    courseOf: (run) => courseOf(run, metric),
  };
}

/** The other run of a metric that compares runs is one of the same set of results. */
function valuesOf(metric: MetricName, source: Source): Quantity['valueOf'] {
  const { experiment, plan, compared = [] } = source;
  const sets = [source, ...compared].map((set) => [new Set(set.manifests), besideIn(experiment, plan, set)] as const);
  return (run) => valueOf(run, metric, sets.find(([own]) => own.has(run))?.[1] ?? nothingBeside);
}

const inUnit = (unit: string) => ({ unit, step: unit === '%' ? 'points' : unit });

/** A difference of percentages is in points. */
function unitOf({ component, unit, stage }: MetricName, source: Planned): string {
  if (unit === 'loss') return lossUnit(stage, source);
  if (unit === '%') return component.unit === '%' ? '%' : 'points';
  return unit === 'steps' ? unit : '';
}

/** Cross-entropy is in nats; the unit of a regressor's loss is that of its targets, which no spec says. */
function lossUnit(stage: string, { plan }: Planned): string {
  const last = plan.runs.find((run) => run.stage === stage)?.config.model.layers.at(-1);
  return last !== undefined && nameOf(last) === 'regressor' ? '' : 'nats';
}

/** Digits that a page writes: one for percentages and points, none for steps, else as many as tell the values apart. */
export function digitsOf({ unit }: Pick<Quantity, 'unit'>, values: readonly number[]): number {
  if (unit === '%' || unit === 'points') return 1;
  const size = Math.max(0, ...values.map(Math.abs));
  if (unit === 'steps') return 0;
  return size >= 100 ? 1 : size >= 1 ? 2 : 3;
}

export const written = (digits: number) => (value: number) => fixed(value, digits);
export const signed = (digits: number) => (value: number) => (Number(value.toFixed(digits)) > 0 ? `+${fixed(value, digits)}` : fixed(value, digits)); // prettier-ignore

/** What the first figure of an experiment shows at the end of runs; null where none shows such a number. */
export function mainQuantity({
  figures,
  ...source
}: Source & { readonly figures: readonly Figure[] }): Quantity | null {
  const main = figures.find(({ shown }) => shown.kind === 'metric' && !shown.metric.component.matrix);
  return main ? quantityOf(main.shown, source) : null;
}
