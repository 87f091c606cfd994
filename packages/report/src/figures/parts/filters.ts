import type { Filter } from '../../charts/chart.js';
import type { Axes } from '../../values/cells.js';

/** The levels that a reader can leave out: of every axis, and whole panels. */
export function filtersOf({ x, series }: Axes, panels: readonly string[]): Filter[] {
  return [
    ...(series ? [{ field: 'series', title: series.title, values: series.values }] : []),
    ...(x ? [{ field: 'x', title: x.title, values: x.values }] : []),
    ...(panels.length > 1 ? [{ field: 'panel', title: 'Panels', values: panels }] : []),
  ].filter(({ values }) => values.length > 1);
}
