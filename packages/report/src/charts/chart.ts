import type { TopLevelSpec } from 'vega-lite';
import { color } from './theme.js';

/** Every chart is drawn twice, for a desk and for a phone; style and script choose by the window's width. */
export type Layout = 'wide' | 'narrow';

export const layouts: readonly Layout[] = ['wide', 'narrow'];

/** Pixels that a whole chart may take. */
export const chartWidth: Readonly<Record<Layout, number>> = { wide: 840, narrow: 350 };

/** A row of a chart's data. */
export type Row = Readonly<
  Record<
    string,
    string | number | boolean | null | readonly number[] | readonly string[] | readonly (readonly number[])[]
  >
>;

/** Levels that a reader can leave out. */
export interface Filter {
  /** The field of the rows that holds them. */
  readonly field: string;
  readonly title: string;
  readonly values: readonly string[];
}

/** A picture before it is drawn. */
export interface Chart {
  /** Its name in the page. */
  readonly id: string;
  /** What it shows, in a sentence. */
  readonly label: string;
  /** Its values in words, for who cannot see it. */
  readonly values: string;
  /** What an incomplete grid has to admit. */
  readonly gap: string | null;
  /** Its data: the dataset `rows` of every spec. */
  readonly rows: readonly Row[];
  readonly filters: readonly Filter[];
  /** Whether it has a legend whose series can be followed. */
  readonly legend: boolean;
  /** Fields of `rows` that a table of it has, with their titles. */
  readonly columns: readonly (readonly [field: string, title: string])[];
  readonly spec: (layout: Layout) => TopLevelSpec;
}

const schema = 'https://vega.github.io/schema/vega-lite/v6.json';

/**
 * A parameter that is false in the still pictures and true in the living ones: marks that only serve to be pointed at
 * are filtered by it, so that the page does not carry them twice.
 */
export const live = 'live';

/** The series that a reader follows; empty for none. */
export const follow = 'follow';

/** How much of a mark is seen while another series is followed. */
export const followed = (full = 1, faint = 0.1) => ({ condition: { test: `${follow} === '' || datum.series === ${follow}`, value: full }, value: faint }); // prettier-ignore

/** The beginning of every spec: schema, description, data, and what an incomplete grid has to admit, in the picture itself. */
export function opening({ label, gap, rows }: Pick<Chart, 'label' | 'gap' | 'rows'>, layout: Layout) {
  const lines = layout === 'wide' ? gap : gap?.split(/ (?=\()/);
  const title = { text: lines ?? '', color: color.training, fontSize: 12, offset: 8 };
  return {
    $schema: schema,
    description: label,
    datasets: { rows: rows as never },
    data: { name: 'rows' },
    ...(gap ? { title } : {}),
  };
}

/** An axis of differences: signed labels, and a stronger line at zero. */
export const signedAxis = {
  labelExpr: "(datum.value > 0 ? '+' : '') + datum.label",
  grid: true,
  gridColor: { condition: { test: 'datum.value === 0', value: color.axis }, value: color.grid },
};
