import type { MetricComponent } from '../components/metrics.js';
import type { Registry } from '../components/registry.js';
import type { Measured } from '../spec/parts.js';

/** The parts of the data, in words. */
export const partWords = { train: 'training', validation: 'validation', test: 'test' } as const;

const spelled: Readonly<Record<string, string>> = { rmse: 'RMSE', mae: 'MAE', r2: 'R²', topK: 'top-k accuracy' };

/** "accuracy", "mean class accuracy", "RMSE"; a name of the spec's own stays as it is. */
const plain = (name: string) => spelled[name] ?? name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`); // prettier-ignore

const ofPart = (part: Measured, name: string) => `${partWords[part]} ${plain(name)}`;

/** "training accuracy" of `train.accuracy` or `net.train.accuracy`. */
const named = (text: unknown): string => ofPart(...(String(text).split('.').slice(-2) as [Measured, string]));

interface Written {
  readonly part: Measured | undefined;
  readonly name: string;
  readonly component: MetricComponent;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What people call a metric, without its unit: "test accuracy", "steps until validation accuracy reaches 86 %". */
export function metricWords({ part, name, component, options }: Written, registry: Registry): string {
  if (part !== undefined) return ofPart(part, name);
  if (component.name === 'difference') return `${named(options['of'])} − ${named(options['minus'])}`;
  if (component.name !== 'stepsTo') return plain(name);
  const metric = String(options['metric']);
  const { unit } = registry.find('metric', metric.split('.').at(-1) as string) as MetricComponent;
  return `steps until ${named(metric)} reaches ${String(options['value'])}${unit === '%' ? ' %' : ''}`;
}
