import type { Manifest } from '@seedbed/core';
import { builtIn, type MetricComponent } from '@seedbed/core/language';

/** Unit and direction of every metric of which a run has a value. */
export function metricsIn({ curve, measured }: Pick<Manifest, 'curve' | 'measured'>): Manifest['metrics'] {
  const values = [...curve.flatMap((evaluation) => Object.values(evaluation.measured)), ...Object.values(measured ?? {}).map((part) => part.values)]; // prettier-ignore
  const names = [...new Set(values.flatMap((each) => Object.keys(each)))].sort();
  return Object.fromEntries(names.map((name) => [name, unitOf(name)]));
}

function unitOf(name: string): Manifest['metrics'][string] {
  const metric = builtIn.find('metric', name) as MetricComponent | undefined;
  if (metric === undefined) throw new TypeError(`the engine measured "${name}", which is no metric`);
  return { unit: metric.unit, better: metric.better };
}
