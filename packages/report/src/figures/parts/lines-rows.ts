import { groupBy } from '@seedbed/core';
import type { Row } from '../../charts/chart.js';
import { dodged, placedBy, positionsOf } from '../../charts/positions.js';
import { spreadLabels } from '../../charts/ranges.js';
import type { Estimate } from '../../values/estimates.js';
import type { Reference } from '../../values/references.js';
import type { Lines } from './lines-data.js';

/** The rows of the chart, of several kinds: `is` says which. */
export function rowsOf({ axes, cells, estimates, references, singles }: Lines): Row[] {
  const { x, series } = axes;
  const positions = positionsOf(x);
  const at = placedBy(x, series);
  const drawn = new Set(estimates.map(({ panel, series: line, x: value }) => JSON.stringify([panel, line, value])));
  const holes = cells.filter(({ panel, series: line, x: value }) => !drawn.has(JSON.stringify([panel, line, value])));
  return [
    ...estimates.map(({ interval, within, replicates, planned, ...each }): Row => ({
      is: 'mean',
      ...each,
      at: at(each),
      tlow: interval?.low ?? null,
      thigh: interval?.high ?? null,
      wlow: within?.low ?? null,
      whigh: within?.high ?? null,
      replicates,
      planned,
    })),
    ...holes.map(({ panel, series: line, x: value }): Row => ({ is: 'mean', panel, series: line, x: value, at: at({ x: value, series: line }), mean: null })), // prettier-ignore
    ...(singles
      ? cells.flatMap(
          ({ panel, series: line, x: value, singles: all }) =>
          all.map((single): Row => ({ is: 'replicate', panel, series: line, x: value, at: at({ x: value, series: line }), ...single })), // prettier-ignore
        )
      : []),
    ...referenceRows(references, positions.of, positions.domain),
  ];
}

/** A reference is drawn from one end of the frame to the other. */
function referenceRows(
  references: readonly Reference[],
  place: (x: string) => number,
  [low, high]: readonly [number, number],
): Row[] {
  const groups = groupBy(references, ({ panel, series }) => JSON.stringify([panel, series]));
  return [...groups.values()].flatMap((group) => {
    const ordered = group.map((each) => ({ ...each, at: place(each.x) })).sort((a, b) => a.at - b.at);
    const [first, last] = [ordered[0], ordered.at(-1)] as [(typeof ordered)[0], (typeof ordered)[0]];
    const constant = ordered.every(({ mean }) => mean === first.mean);
    const ends = constant ? [{ ...first, at: low }, { ...last, at: high }] : ordered; // prettier-ignore
    return ends.map(({ panel, series, mean, at }): Row => ({ is: 'reference', panel, series, at, mean }));
  });
}

/** The series written to the right of all points at the ends of their lines, moved apart where they would overlap. @param height In pixels. */
export function endRows(
  { estimates, axes: { x, series } }: Lines,
  domain: readonly [number, number],
  height: number,
): Row[] {
  const positions = positionsOf(x);
  const order = series?.values ?? [];
  const rightmost = dodged(positions, order.length - 1, order.length);
  const ends = order.flatMap((value) => {
    const own = estimates.filter((each) => each.series === value);
    const last = own.reduce<Estimate | undefined>((end, each) => (end && positions.of(end.x) >= positions.of(each.x) ? end : each), undefined); // prettier-ignore
    return last ? [last] : [];
  });
  const heights = spreadLabels(ends.map(({ mean }) => mean), ((domain[1] - domain[0]) * 15) / height); // prettier-ignore
  return ends.map(({ series: line, panel, x: value }, index): Row => ({
    is: 'end',
    panel,
    series: line,
    x: value,
    at: positions.of(value) + rightmost,
    label: heights[index] as number,
  }));
}
