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

/** A file to save, as an address that is fetched from nowhere. */
export const downloadUrl = (value: unknown) =>
  `data:application/json;base64,${Buffer.from(JSON.stringify(value)).toString('base64')}`;

/** The hash by which a content-security policy knows an inlined script or style. */
export const policyHash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** All charts for the page's script; data that several drawings share stand there once, as `datasets[n]`. */
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
  const specs = charts.map((chart) => [
    chart.id,
    Object.fromEntries(layouts.map((layout) => [layout, shared(chart.drawings[layout].vega)])),
  ]);
  return { charts: Object.fromEntries(specs) as Record<string, unknown>, datasets };
}
