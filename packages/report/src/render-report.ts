import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { accuracyChart } from './charts/accuracy.js';
import { chartsOf } from './charts/all.js';
import { cssVariables } from './charts/theme.js';
import { modelOf } from './data/model.js';
import type { ReportInput } from './input.js';
import { Page } from './page.js';
import { renderChart, type RenderedChart } from './render/charts.js';
import { compileChart } from './render/compile.js';
import { embeddedCharts, scriptJson } from './render/embed.js';
import { staticSvg } from './render/static-svg.js';
import { pageScripts, pageStyle } from './runtime/scripts.js';
import { themeStyle } from './runtime/theme-style.js';

/**
 * Renders a report: one HTML document that fetches nothing and reads without JavaScript.
 * The same input gives the same bytes, whatever the order of the manifests, the machine, its time zone or its locale.
 */
export async function renderReport(input: ReportInput): Promise<string> {
  const model = modelOf(input);
  const variables = cssVariables(model.sizes.length);
  const charts: RenderedChart[] = [];
  for (const chart of chartsOf(model)) charts.push(await renderChart(chart, variables));
  const page = h(Page, {
    model,
    charts: new Map(charts.map((chart) => [chart.id, chart])),
    style: themeStyle(model.sizes.length) + (await pageStyle()),
    scripts: await pageScripts(),
    chartData: scriptJson(embeddedCharts(charts)),
  });
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** Draws accuracy against condition as an SVG of its own, on white, for a README or a paper. */
export async function renderMainPlot(input: ReportInput): Promise<string> {
  const model = modelOf(input);
  const compiled = compileChart(accuracyChart(model).spec('wide'));
  const svg = await staticSvg({ ...compiled, background: '#ffffff', padding: 16 }, 'accuracy');
  return `${svg}\n`;
}
