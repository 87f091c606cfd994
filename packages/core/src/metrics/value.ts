import type { MetricName } from '../language/metric-name.js';
import type { Manifest } from '../manifest/schema.js';

/**
 * The value of a metric that a manifest holds, in the metric's unit.
 * @returns undefined where the run did not finish, or did not measure it.
 */
export function valueOf({ measured }: Manifest, { part, name }: Pick<MetricName, 'part' | 'name'>): number | undefined {
  return part === undefined ? undefined : measured?.[part]?.values[name];
}
