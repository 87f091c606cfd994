import type { MetricName } from '@seedbed/core';
import { capital } from '../text/format.js';

const parts = { train: 'training', validation: 'validation', test: 'test' } as const;
const spelled: Readonly<Record<string, string>> = { rmse: 'RMSE', mae: 'MAE', r2: 'R²', topK: 'top-k accuracy' };

/** "accuracy", "mean class accuracy", "RMSE"; a name that a spec made up stays as it is. */
const plain = (name: string) => spelled[name] ?? name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`); // prettier-ignore

/** "training accuracy" of `train.accuracy` or `net.train.accuracy`. */
function named(text: unknown): string {
  const steps = String(text).split('.');
  const at = steps.findIndex((step) => step in parts);
  return at < 0 ? String(text) : ofPart(steps[at] as keyof typeof parts, steps.slice(at + 1).join('.'));
}

const ofPart = (part: keyof typeof parts, name: string) => `${parts[part]} ${plain(name)}`;

/** What a metric is called on an axis, without its unit: "Test accuracy", "Steps until validation accuracy reaches 86 %". */
export function metricTitle({ part, name, component, options }: MetricName): string {
  if (part !== undefined) return capital(ofPart(part, name));
  if (component.name === 'difference') return capital(`${named(options['of'])} − ${named(options['minus'])}`);
  if (component.name !== 'stepsTo') return capital(plain(name));
  const percent = /accuracy|topK|calibrationError/i.test(String(options['metric'])) ? ' %' : '';
  return `Steps until ${named(options['metric'])} reaches ${String(options['value'])}${percent}`;
}
