import type { MetricName } from '../plan/metric-name.js';
import { type Measured, parts } from '../spec/parts.js';
import type { Manifest } from '../manifest/schema.js';
import type { Measurement } from '../components/measured.js';
import { differingClasses } from '../metrics/predicted.js';
import type { Beside, Predicted } from './beside.js';

/**
 * The value of a metric of a run, in the metric's unit: of a part what was measured at the end; of the run what follows
 * from its record, and where it is compared with another one, from the predictions of both.
 * @returns undefined where the run did not finish, did not measure it, or, of `stepsTo`, never got there; of
 * `disagreement` where the other run or the predictions of one are not there.
 */
export function valueOf(manifest: Manifest, metric: MetricName, beside: Beside): number | undefined {
  const { part, name, component, options } = metric;
  if (part !== undefined) return measuredAt(manifest, { part, name });
  const measured = (key: string) => measuredAt(manifest, partAndName(options[key]));
  if (component.name === 'stepsTo') return stepsTo(manifest, partAndName(options['metric']), options['value'] as number); // prettier-ignore
  if (component.name === 'disagreement') return disagreementOf(manifest, beside.other(manifest, metric), beside.predicted)?.value; // prettier-ignore
  if (component.name !== 'difference') return undefined;
  const [of, minus] = [measured('of'), measured('minus')];
  return of === undefined || minus === undefined ? undefined : of - minus;
}

type PartAndName = Pick<MetricName, 'name'> & { readonly part: Measured | undefined };

const measuredAt = ({ measured }: Manifest, { part, name }: PartAndName) => part && measured?.[part]?.values[name];

/**
 * Share of the test examples that two runs give different classes, in percent, with its standard error over the examples.
 * @returns undefined where a run is not there, or was measured on other examples or classes, or has no predictions.
 */
export function disagreementOf(
  manifest: Manifest,
  other: Manifest | undefined,
  predicted: Predicted,
): Measurement | undefined {
  if (!other || other.data.test !== manifest.data.test) return undefined;
  if (other.data.classes.join('\n') !== manifest.data.classes.join('\n')) return undefined;
  const [one, another] = [predicted(manifest), predicted(other)];
  return one && another && one.length === another.length ? differingClasses(one, another) : undefined;
}

/** "test.accuracy", or with the stage in front, which is that of the run. */
function partAndName(text: unknown): PartAndName {
  const steps = String(text).split('.');
  const at = steps.findIndex((step) => (parts as readonly string[]).includes(step));
  return { part: steps[at] as Measured | undefined, name: steps.slice(at + 1).join('.') };
}

/** The step of the first evaluation at which a metric is at least as good as a value. */
function stepsTo(manifest: Manifest, { part, name }: PartAndName, value: number) {
  if (part === undefined || manifest.outcome.status !== 'ok') return undefined;
  const better = manifest.metrics[name]?.better === 'lower' ? -1 : 1;
  const end = { step: manifest.loss.steps, value: measuredAt(manifest, { part, name }) };
  const course = [...courseOf(manifest, { part, name }), end];
  return course.find((at) => at.value !== undefined && better * (at.value - value) >= 0)?.step;
}

/** The values of a metric of a part at the evaluations at which it was measured, in the order of the steps. */
export const courseOf = ({ curve }: Manifest, { part, name }: Pick<MetricName, 'part' | 'name'>) =>
  curve.flatMap(({ step, measured }) => {
    const value = part && measured[part]?.[name];
    return value === undefined ? [] : [{ step, value }];
  });
