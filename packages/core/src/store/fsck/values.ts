import { packageOf } from '../../components/component.js';
import type { MetricComponent } from '../../components/metrics.js';
import { knownComponents } from '../../components/registry.js';
import type { Manifest } from '../../manifest/schema.js';

/** Metrics that are the share of the examples for which something is so. */
const shares = ['accuracy', 'topK'];

export const isShare = (name: string): boolean => shares.includes(name);

/**
 * Each value must be of a metric whose unit the manifest says, and be one that such a metric can have.
 * @param examples on which they were measured, where that is known.
 * @returns a sentence each, which begins with the metric's name.
 */
export function* checkValues(
  values: Readonly<Record<string, number>>,
  metrics: Manifest['metrics'],
  examples: number | undefined,
): Generator<string> {
  for (const [name, value] of Object.entries(values)) {
    const unit = metrics[name]?.unit;
    if (unit === undefined) yield `${name} is of no metric whose unit the manifest says`;
    if (unit === '%' && (value < 0 || value > 100)) yield `${name} is ${value}, which is no percentage`;
    else if (unit === 'loss' && value < 0) yield `${name} is ${value}, which is no loss`;
    else if (examples !== undefined && isShare(name) && !isShareOf(examples, value)) yield `${name} is ${value}, which is no share of ${examples} examples`; // prettier-ignore
  }
}

/** Whether a percentage is that of some whole number of the examples. */
const isShareOf = (examples: number, value: number) =>
  value === 100 * (Math.round((value / 100) * examples) / examples);

/** Unit and direction must be those that the registry gives, and of exactly the metrics that were measured. */
export function* checkMetrics({ metrics, measured, curve, outcome }: Manifest): Generator<string> {
  for (const [name, { unit, better }] of Object.entries(metrics)) {
    const metric = knownComponents.find('metric', name) as MetricComponent | undefined;
    // Of a package that is not registered nothing can be said.
    if (!metric && packageOf(name) !== undefined) continue;
    if (!metric) yield `metrics.${name} is no metric`;
    else if (metric.unit !== unit || metric.better !== better) yield `metrics.${name} is not in its unit and direction, ${metric.unit} and ${metric.better}`; // prettier-ignore
  }
  const parts = [...Object.values(measured ?? {}).map(({ values }) => values), ...curve.flatMap((each) => Object.values(each.measured))]; // prettier-ignore
  const seen = new Set(parts.flatMap((values) => Object.keys(values)));
  // Whoever did not finish says what would have been measured.
  if (outcome.status !== 'ok') return;
  const unseen = Object.keys(metrics).find((name) => !seen.has(name));
  if (unseen !== undefined) yield `metrics.${unseen} was not measured`;
}
