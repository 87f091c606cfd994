import type { TopLevelSpec } from 'vega-lite';
import { colour } from './theme.js';

/** Every chart is drawn twice, for a desk and for a phone; style and script choose by the window's width. */
export type Layout = 'wide' | 'narrow';

export const layouts: readonly Layout[] = ['wide', 'narrow'];

/** Pixels that a whole chart may take. */
export const chartWidth: Readonly<Record<Layout, number>> = { wide: 970, narrow: 350 };

/** A picture before it is drawn: its name in the page, what it shows in a sentence, and a vega-lite spec a layout. */
export interface Chart {
  readonly id: string;
  /** What a reader who cannot see the picture is told; the table below it holds the numbers. */
  readonly label: string;
  /** What an incomplete grid has to admit. */
  readonly gap: string | null;
  readonly spec: (layout: Layout) => TopLevelSpec;
}

const schema = 'https://vega.github.io/schema/vega-lite/v6.json';

/**
 * A parameter that is false in the still pictures and true in the living ones: marks that only serve to be pointed at
 * are filtered by it, so that the page does not carry them twice.
 */
export const live = 'live';

/** The beginning of every spec: schema, description, and what an incomplete grid has to admit, in the picture itself. */
export function opening(label: string, gap: string | null, layout: Layout) {
  const lines = layout === 'wide' ? gap : gap?.split(/ (?=\()/);
  const title = { text: lines ?? '', color: colour.training, fontSize: 12, offset: 8 };
  return { $schema: schema, description: label, ...(gap ? { title } : {}) };
}

/** An axis of differences: signed labels, and a stronger line at zero. */
export const signedAxis = {
  labelExpr: "(datum.value > 0 ? '+' : '') + datum.label",
  grid: true,
  gridColor: { condition: { test: 'datum.value === 0', value: colour.axis }, value: colour.grid },
};
