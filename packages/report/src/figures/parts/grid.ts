import { groupBy } from '@seedbed/core';
import type { Axes, Spot } from '../../values/cells.js';
import { placeFields } from './places.js';

/** A column before the values: its title, and what it holds of an entry. */
export type Head<Entry> = readonly [title: string, of: (entry: Entry) => string | number];

export interface GridRow<Entry> {
  readonly head: readonly (string | number)[];
  readonly byX: ReadonlyMap<string, Entry>;
}

/** The columns before the values: panel and series, where there are any. */
export const headsOf = <Entry extends Spot>(axes: Pick<Axes, 'series' | 'facets'>): Head<Entry>[] =>
  placeFields({ ...axes, x: null }).map(({ field, title }) => [title, (entry) => entry[field]]);

/** Entries by x, in rows of those that have the same heads. */
export function gridRows<Entry extends Spot>(
  entries: readonly Entry[],
  heads: readonly Head<Entry>[],
): GridRow<Entry>[] {
  const headOf = (entry: Entry) => heads.map(([, of]) => of(entry));
  return [...groupBy(entries, (entry) => JSON.stringify(headOf(entry))).values()].map((row) => ({
    head: headOf(row[0] as Entry),
    byX: new Map(row.map((entry) => [entry.x, entry])),
  }));
}
