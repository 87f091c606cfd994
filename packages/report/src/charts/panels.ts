import type { TopLevelSpec } from 'vega-lite';
import { chartWidth, type Layout } from './chart.js';
import { panelHeader } from './panel-titles.js';

/** Room beside panels for what is written on their axis. */
const beside: Readonly<Record<Layout, number>> = { wide: 64, narrow: 62 };

export interface PanelSize {
  /** Of the plot itself. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  /** Of the picture, where it is one plot that fills it. */
  readonly outer?: number;
}

interface Heights {
  readonly single: number;
  readonly several: number;
}

/** So many panels follow below one another on a phone. */
const mostBelow = 4;

/** @param most Panels side by side on a desk. */
export function panelSize(panels: number, layout: Layout, { single, several }: Heights, most = 3): Required<PanelSize> {
  if (panels <= 1)
    return { width: chartWidth[layout] - beside[layout], height: single, columns: 1, outer: chartWidth[layout] };
  const columns = layout === 'wide' ? Math.min(most, panels === 4 ? 2 : panels) : panels > mostBelow ? 2 : 1;
  const width = Math.floor((chartWidth[layout] - beside[layout]) / columns) - (columns - 1) * 14;
  return { width: Math.min(width, 420), height: several, columns, outer: chartWidth[layout] };
}

/**
 * One plot, or one for each panel. @param unit The layers, and what they share: what is drawn of the rows of one panel.
 */
export function inPanels(
  panels: readonly string[],
  { width, height, columns, outer }: PanelSize,
  unit: object,
): object {
  if (panels.length <= 1) {
    const autosize = outer === undefined ? { type: 'pad' } : { type: 'fit-x', contains: 'padding' };
    return { width: outer ?? width, height, autosize, ...unit };
  }
  return {
    columns,
    spacing: { row: 24, column: 20 },
    facet: {
      field: 'panel',
      type: 'nominal',
      sort: [...panels],
      header: panelHeader(panels, width),
    },
    resolve: { axis: { x: 'independent' } },
    spec: { width, height, ...unit },
  };
}

/** A spec that was put together from parts. */
export const specOf = (...parts: readonly object[]): TopLevelSpec => Object.assign({}, ...parts) as TopLevelSpec;
