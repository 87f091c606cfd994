import type { ReportModel } from '../data/model.js';
import { pageCharts } from '../figures/page-charts.js';
import { compileChart } from '../render/compile.js';
import { staticSvg } from '../render/static-svg.js';
import type { ExportFiles } from './files.js';

/** Every plot as an SVG of its own, on white, for a paper. */
export async function exportSvg(model: ReportModel): Promise<ExportFiles> {
  const files = new Map<string, string>();
  for (const chart of pageCharts(model).charts) {
    const compiled = compileChart(chart.spec('wide'));
    const svg = await staticSvg({ ...compiled, background: '#ffffff', padding: 16 }, chart.id);
    files.set(`${chart.id}.svg`, `${svg}\n`);
  }
  return files;
}

/** Pixels for each point of the drawing: about 300 dots an inch at the width of a page. */
const scale = 2;

/** The same plots as PNG, drawn with the fonts of this machine. */
export async function exportPng(model: ReportModel): Promise<ExportFiles> {
  const { Resvg } = await import('@resvg/resvg-js');
  const files = new Map<string, Uint8Array>();
  for (const [name, svg] of await exportSvg(model)) {
    const drawing = new Resvg(svg as string, {
      fitTo: { mode: 'zoom', value: scale },
      font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
    });
    files.set(name.replace(/svg$/, 'png'), drawing.render().asPng());
  }
  return files;
}
