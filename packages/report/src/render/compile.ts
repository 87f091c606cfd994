import type { Spec as VegaSpec } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { chartConfig } from '../charts/theme.js';

const nothing = () => silent;
const silent = { level: nothing, error: nothing, warn: nothing, info: nothing, debug: nothing } as never;

/** vega-lite to vega, at build time, so that the page carries only the smaller of the two runtimes. */
export function compileChart(spec: TopLevelSpec): VegaSpec {
  return compile(spec, { config: chartConfig, logger: silent }).spec;
}

/** The same spec with colours replaced by CSS variables, so that a chart follows the page into the dark. Data stay as they are. */
export function themed<T>(node: T, variables: ReadonlyMap<string, string>): T {
  if (typeof node === 'string') return (variables.get(node) ?? node) as T;
  if (Array.isArray(node)) return node.map((item) => themed(item, variables)) as T;
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    key === 'values' ? value : themed(value, variables),
  ]);
  return Object.fromEntries(entries) as T;
}
