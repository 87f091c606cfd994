import type { DatasetFacts, Part } from '@seedbed/core';
import { type Chart, chartWidth, opening, type Row } from '../charts/chart.js';
import { inPanels, specOf } from '../charts/panels.js';
import { spoken } from '../charts/spoken.js';
import { color } from '../charts/theme.js';
import { classLabels } from '../text/class-name.js';
import { grouped } from '../text/format.js';
import { partSizes, partTitle } from './words.js';

/** Classes that have a bar with a name; of more, only the sizes are drawn. */
const mostNamed = 40;

/** Room for the names of classes. */
const beside = { wide: 180, narrow: 150 } as const;

/** Examples of each class, a panel for each part; null where there are no classes. */
export function countsChart(id: string, facts: DatasetFacts): Chart | null {
  const { classes, counts, targets } = facts;
  const parts = partSizes(facts);
  if (targets !== 'class') return null;
  const isNamed = classes.length <= mostNamed;
  const labels = classLabels(classes);
  const rowsOf = (part: Part): Row[] => {
    const rows = classes.map((name, index) => ({ panel: partTitle(part), class: labels.get(name) as string, examples: counts[part][index] as number })); // prettier-ignore
    if (isNamed) return rows;
    const sorted = rows.sort((a, b) => b.examples - a.examples).map((row, rank) => ({ ...row, rank }));
    // The last step has a width, too.
    return [...sorted, { ...(sorted.at(-1) as (typeof sorted)[number]), rank: sorted.length }];
  };
  const rows = parts.flatMap(({ part }) => rowsOf(part));
  const label = `Examples of each class, by part${isNamed ? '' : ': the largest class first'}.`;
  const panels = parts.map(({ part }) => partTitle(part));
  const spec: Chart['spec'] = (layout) => {
    const columns = layout === 'wide' && isNamed ? panels.length : 1;
    const room = chartWidth[layout] - beside[layout] + (isNamed ? 0 : 90);
    const size = { width: Math.floor(room / columns) - 20 * (columns - 1), height: isNamed ? 19 * classes.length : 150, columns, outer: chartWidth[layout] }; // prettier-ignore
    const unit = isNamed ? namedBars([...labels.values()], beside[layout] - 10) : sizes;
    return specOf(opening({ label, gap: null, rows }, layout), inPanels(panels, size, unit), panels.length > 1 ? { resolve: { axis: { x: 'independent' }, scale: { x: 'independent', y: isNamed ? 'shared' : 'independent' } } } : {}); // prettier-ignore
  };
  return {
    ...{ id, label, gap: null, rows, spec, filters: [], legend: false },
    values: spoken(parts.map(({ part }) => [partTitle(part), classes.map((name, index) => `${name} ${grouped(counts[part][index] as number)}`)])), // prettier-ignore
    columns: [['panel', 'part'], ['class', 'class'], ['examples', 'examples']], // prettier-ignore
  };
}

const bars = { type: 'bar', color: color.validation, tooltip: null };

const namedBars = (names: readonly string[], labelLimit: number) => ({
  mark: bars,
  encoding: {
    y: { field: 'class', type: 'nominal', sort: names, axis: { title: null, labelLimit, labelOverlap: false } },
    x: {
      field: 'examples',
      type: 'quantitative',
      axis: { title: 'Examples', grid: true, tickCount: 4, tickMinStep: 1 },
    },
  },
});

const sizes = {
  mark: { type: 'area', interpolate: 'step-after', color: color.validation, tooltip: null },
  encoding: {
    x: { field: 'rank', type: 'quantitative', scale: { nice: false }, axis: { title: 'Classes, the largest first', tickMinStep: 1 } }, // prettier-ignore
    y: {
      field: 'examples',
      type: 'quantitative',
      axis: { title: 'Examples', grid: true, tickCount: 4, tickMinStep: 1 },
    },
  },
};
