import type { Spec as VegaSpec } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { layouts, type Chart, type Layout } from '../charts/chart.js';
import { chartConfig } from '../charts/theme.js';
import { compileChart, themed } from './compile.js';
import { staticSvg } from './static-svg.js';

/** A chart as the page needs it. */
export interface RenderedChart {
  readonly id: string;
  readonly label: string;
  /** The vega-lite spec for readers to take away, with its data, colours and look. */
  readonly source: TopLevelSpec;
  readonly drawings: Readonly<Record<Layout, { readonly vega: VegaSpec; readonly svg: string }>>;
}

/** Compiles and draws a chart in both layouts. */
export async function renderChart(chart: Chart, variables: ReadonlyMap<string, string>): Promise<RenderedChart> {
  const draw = async (layout: Layout) => {
    const vega = themed(compileChart(chart.spec(layout)), variables);
    return { vega, svg: await staticSvg(vega, `${chart.id}-${layout}`) };
  };
  const [wide, narrow] = [await draw(layouts[0]!), await draw(layouts[1]!)];
  const source = { ...chart.spec('wide'), config: { ...chartConfig, background: 'white' } };
  return {
    id: chart.id,
    label: chart.gap ? `${chart.label} ${chart.gap}` : chart.label,
    source,
    drawings: { wide, narrow },
  };
}
