import type { Spec as VegaSpec } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { type Chart, type Layout } from '../charts/chart.js';
import { chartConfig } from '../charts/theme.js';
import { compileChart, themed } from './compile.js';
import { staticSvg } from './static-svg.js';

/** A chart as the page needs it. */
export interface RenderedChart extends Pick<Chart, 'id' | 'values' | 'rows' | 'filters' | 'columns'> {
  readonly label: string;
  /** The vega-lite spec for readers to take away, with its colors and look, without its data. */
  readonly source: TopLevelSpec;
  readonly drawings: Readonly<Record<Layout, { readonly vega: VegaSpec; readonly svg: string }>>;
}

/** Compiles and draws a chart in both layouts. */
export async function renderChart(chart: Chart): Promise<RenderedChart> {
  const draw = async (layout: Layout) => {
    const vega = themed(compileChart(chart.spec(layout)));
    return { vega, svg: await staticSvg(vega, `${chart.id}-${layout}`) };
  };
  const { datasets, ...spec } = chart.spec('wide');
  void datasets;
  const { id, values, rows, filters, columns } = chart;
  return {
    ...{ id, values, rows, filters, columns },
    label: chart.gap ? `${chart.label} ${chart.gap}` : chart.label,
    source: { ...spec, config: { ...chartConfig, background: 'white' } } as TopLevelSpec,
    drawings: { wide: await draw('wide'), narrow: await draw('narrow') },
  };
}
