import type { Spec as VegaSpec } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { chartConfig, variableOf } from '../charts/theme.js';

const nothing = () => silent;
const silent = { level: nothing, error: nothing, warn: nothing, info: nothing, debug: nothing } as never;

/** vega-lite to vega, at build time, so that the page carries only the smaller of the two runtimes. */
export function compileChart(spec: TopLevelSpec): VegaSpec {
  return compile(spec, { config: chartConfig, logger: silent }).spec;
}

/** The same spec with colors replaced by CSS variables, so that a chart follows the page into the dark. Data stay as they are. */
export function themed<T>(node: T): T {
  if (typeof node === 'string') return (variableOf(node) ?? node) as T;
  if (Array.isArray(node)) return node.map((item) => themed(item as unknown)) as T;
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).map(([key, value]) => [key, key === 'values' ? value : themed(value as unknown)]); // prettier-ignore
  return Object.fromEntries(entries) as T;
}
