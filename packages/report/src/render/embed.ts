import { createHash } from 'node:crypto';
import { layouts, live } from '../charts/chart.js';
import type { RenderedChart } from './charts.js';

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** JSON that is safe inside a script element: it can neither end the element nor open a comment. */
export const scriptJson = (value: unknown) =>
  JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (character) => escapes[character]!);

/** The hash by which a content-security policy knows an inlined script or style. */
export const policyHash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** All charts for the page's script; data that several drawings share are there once, as `datasets[n]`. */
export function embeddedCharts(charts: readonly RenderedChart[]) {
  const datasets: unknown[] = [];
  const places = new Map<string, number>();
  const place = (values: unknown) => {
    const key = JSON.stringify(values);
    const known = places.get(key) ?? datasets.push(values) - 1;
    places.set(key, known);
    return known;
  };
  const shared = (vega: RenderedChart['drawings']['wide']['vega']) => ({
    ...vega,
    signals: vega.signals?.map((signal) => (signal.name === live ? { ...signal, value: true } : signal)),
    data: vega.data?.map((entry) => ('values' in entry ? { ...entry, values: place(entry.values) } : entry)),
  });
  const specs = charts.map(({ id, rows, source, filters, columns, drawings }) => [
    id,
    {
      ...Object.fromEntries(layouts.map((layout) => [layout, shared(drawings[layout].vega)])),
      ...{ rows: place(rows), source, filters, columns },
    },
  ]);
  return { charts: Object.fromEntries(specs) as Record<string, unknown>, datasets };
}
