import type { Scale } from '../values/scale.js';
import type { Layout } from './chart.js';
import { paletteOf } from './theme.js';

const shapes = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross'];

/** Color and shape of the series: shape repeats what color says, for print and for color-blind readers. */
function seriesScales({ values, numeric }: Scale) {
  return {
    color: { domain: [...values], range: paletteOf(values.length, numeric) },
    shape: { domain: [...values], range: values.map((_, index) => shapes[index % shapes.length] as string) },
  };
}

/** Letters that fit side by side in a row of the legend. */
const rowOf: Readonly<Record<Layout, number>> = { wide: 100, narrow: 34 };

/** What the legend adds to a name: an expression of it, and how many letters it makes longer. */
export interface Marked {
  readonly labelExpr: string;
  readonly letters: number;
}

/** The legend of the series, in rows where one would be cut off. */
function seriesLegend({ title, values }: Scale, layout: Layout, marked: Marked | null) {
  const longest = Math.max(...values.map((value) => value.length)) + 5 + (marked?.letters ?? 0);
  const columns = Math.max(1, Math.floor(rowOf[layout] / longest));
  return {
    title,
    symbolType: 'circle' as const,
    symbolOpacity: 1,
    labelLimit: layout === 'wide' ? 320 : 280,
    ...(values.length > columns && { columns }),
    ...(marked && { labelExpr: marked.labelExpr }),
  };
}

/** What colors the marks: the series, or one color where there are none. */
export function seriesEncoding(series: Scale | null, layout: Layout, single: string, marked: Marked | null = null) {
  if (series === null) return { color: { value: single } };
  const { color } = seriesScales(series);
  return {
    color: { field: 'series', type: 'nominal' as const, scale: color, legend: seriesLegend(series, layout, marked) },
  };
}

/** The shape of points. */
export const seriesShape = (series: Scale | null) =>
  series === null ? {} : { shape: { field: 'series', type: 'nominal' as const, scale: seriesScales(series).shape } }; // prettier-ignore
