import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { modelOf } from './data/model.js';
import { figuresDrawn } from './figures/index.js';
import { pageCharts } from './figures/page-charts.js';
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
  const { figures, cost, charts } = pageCharts(model);
  const rendered: RenderedChart[] = [];
  for (const chart of charts) rendered.push(await renderChart(chart));
  const chartData = scriptJson(embeddedCharts(rendered));
  const drawings = rendered.map(({ drawings: { wide, narrow } }) => wide.svg + narrow.svg).join('');
  const page = h(Page, {
    ...{ model, figures, cost, chartData },
    charts: new Map(rendered.map((chart) => [chart.id, chart])),
    style: themeStyle(chartData + drawings) + (await pageStyle()),
    scripts: await pageScripts(),
  });
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/**
 * Draws the main figure as an SVG of its own, on white, for a README or a paper.
 * @returns null where no finished run has its numbers.
 */
export async function renderMainPlot(input: ReportInput): Promise<string | null> {
  const [main] = figuresDrawn(modelOf(input));
  if (!main) return null;
  const compiled = compileChart(main.chart.spec('wide'));
  const svg = await staticSvg({ ...compiled, background: '#ffffff', padding: 16 }, main.id);
  return `${svg}\n`;
}
