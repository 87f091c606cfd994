import type { MetricName } from '../plan/metric-name.js';
import { type Measured, parts } from '../spec/parts.js';
import type { Manifest } from '../manifest/schema.js';

type Named = Pick<MetricName, 'part' | 'name'> & Partial<Pick<MetricName, 'component' | 'options'>>;

/**
 * The value of a metric of a run, in the metric's unit: of a part what was measured at the end; of the run what follows
 * from its record.
 * @param metric without `component` a metric of a part.
 * @returns undefined where the run did not finish, did not measure it, or, of `stepsTo`, never got there. Also of
 * `disagreement`, which needs predictions.
 */
export function valueOf(manifest: Manifest, { part, name, component, options = {} }: Named): number | undefined {
  if (part !== undefined) return manifest.measured?.[part]?.values[name];
  const measured = (key: string) => valueOf(manifest, partAndName(options[key]));
  if (component?.name === 'stepsTo') return stepsTo(manifest, partAndName(options['metric']), options['value'] as number); // prettier-ignore
  if (component?.name !== 'difference') return undefined;
  const [of, minus] = [measured('of'), measured('minus')];
  return of === undefined || minus === undefined ? undefined : of - minus;
}

/** "test.accuracy", or with the stage in front, which is that of the run. */
function partAndName(text: unknown): { part: Measured | undefined; name: string } {
  const steps = String(text).split('.');
  const at = steps.findIndex((step) => (parts as readonly string[]).includes(step));
  return { part: steps[at] as Measured | undefined, name: steps.slice(at + 1).join('.') };
}

/** The step of the first evaluation at which a metric is at least as good as a value. */
function stepsTo(manifest: Manifest, { part, name }: Pick<MetricName, 'part' | 'name'>, value: number) {
  if (part === undefined || manifest.outcome.status !== 'ok') return undefined;
  const better = manifest.metrics[name]?.better === 'lower' ? -1 : 1;
  const end = { step: manifest.loss.steps, value: valueOf(manifest, { part, name }) };
  const course = [...courseOf(manifest, { part, name }), end];
  return course.find((at) => at.value !== undefined && better * (at.value - value) >= 0)?.step;
}

/** The values of a metric of a part at the evaluations at which it was measured, in the order of the steps. */
export const courseOf = ({ curve }: Manifest, { part, name }: Pick<MetricName, 'part' | 'name'>) =>
  curve.flatMap(({ step, measured }) => {
    const value = part && measured[part]?.[name];
    return value === undefined ? [] : [{ step, value }];
  });
