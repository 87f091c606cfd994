import { list } from '../../text/format.js';
import type { Axes } from '../../values/cells.js';
import type { Scale } from '../../values/scale.js';

type PlaceAxes = Pick<Axes, 'series' | 'facets'> & Partial<Pick<Axes, 'x'>>;

/** A part of the place of an entry, and what it is called: in a table, and with its unit. */
interface PlaceField {
  readonly field: 'panel' | 'series' | 'x';
  readonly name: string;
  readonly title: string;
}

/** The parts of a place that a figure has: panel, series, x. */
export function placeFields({ x, series, facets }: PlaceAxes): PlaceField[] {
  const panels = facets.map(({ name }) => name).join(', ');
  const own = (field: PlaceField['field'], scale: Scale | null | undefined) =>
    scale ? [{ field, name: scale.name, title: scale.title }] : [];
  return [
    ...(facets.length > 0 ? [{ field: 'panel' as const, name: panels, title: 'Panel' }] : []),
    ...own('series', series),
    ...own('x', x),
  ];
}

/** The same as columns of the numbers that a reader can download. */
export const placeColumns = (axes: PlaceAxes) => placeFields(axes).map(({ field, name }) => [field, name] as const);

/** The same as lines of the text that appears at a point. */
export const placeTips = (axes: PlaceAxes) => placeFields(axes).map(({ field, title }) => ({ field, title }));

/** ", a line for each size, a panel for each condition and depth". */
export const eachWords = ({ series, facets }: Pick<Axes, 'series' | 'facets'>): string =>
  (series ? `, a line for each ${series.name}` : '') +
  (facets.length > 0 ? `, a panel for each ${list(facets.map(({ name }) => name))}` : '');
