import type { MetricComponent, MetricName, Registry } from '@seedbed/core';
import { capital } from '../text/format.js';

/** The parts of the data, in words. */
export const partWords = { train: 'training', validation: 'validation', test: 'test' } as const;

type Part = keyof typeof partWords;

const spelled: Readonly<Record<string, string>> = { rmse: 'RMSE', mae: 'MAE', r2: 'R²', topK: 'top-k accuracy' };

/** "accuracy", "mean class accuracy", "RMSE"; a name that a spec made up stays as it is. */
const plain = (name: string) => spelled[name] ?? name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`); // prettier-ignore

const ofPart = (part: Part, name: string) => `${partWords[part]} ${plain(name)}`;

/** "training accuracy" of `train.accuracy` or `net.train.accuracy`. */
const named = (text: unknown): string => ofPart(...(String(text).split('.').slice(-2) as [Part, string]));

/** What a metric is called on an axis, without its unit: "Test accuracy", "Steps until validation accuracy reaches 86 %". */
export function metricTitle({ part, name, component, options }: MetricName, registry: Registry): string {
  if (part !== undefined) return capital(ofPart(part, name));
  if (component.name === 'difference') return capital(`${named(options['of'])} − ${named(options['minus'])}`);
  if (component.name !== 'stepsTo') return capital(plain(name));
  const metric = String(options['metric']);
  const { unit } = registry.find('metric', metric.split('.').at(-1) as string) as MetricComponent;
  return `Steps until ${named(metric)} reaches ${String(options['value'])}${unit === '%' ? ' %' : ''}`;
}
