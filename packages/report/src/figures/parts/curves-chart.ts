import { type Chart, followed, live, opening, type Row } from '../../charts/chart.js';
import { inPanels, panelSize, specOf } from '../../charts/panels.js';
import { decades, domainOf } from '../../charts/ranges.js';
import { seriesEncoding } from '../../charts/series.js';
import { byLine, lineName, spoken } from '../../charts/spoken.js';
import { color } from '../../charts/theme.js';
import { panelsOf } from '../../values/cells.js';
import { axisTitle, written } from '../../values/quantity.js';
import type { Curves } from './curves-data.js';
import { filtersOf } from './filters.js';
import { followParam, replicatesParam } from './interval.js';
import { eachWords, placeColumns, placeTips } from './places.js';

const height = { single: 270, several: 170 };

/** A loss of exactly 0 has no place on a logarithmic axis: it is drawn (and only drawn) at this height. */
const smallest = 1e-4;

/** Lines by step, a panel for each combination of levels that nothing else shows. */
export function curvesChart(data: Curves, id: string, gap: string | null): Chart {
  const { quantity, axes, points, singles } = data;
  const { series } = axes;
  const logarithmic = quantity.logarithmic && points.every(({ value }) => value >= 0);
  const drawn = (value: number) => (logarithmic ? Math.max(value, smallest) : value);
  const rows: Row[] = [
    ...points.map((point) => ({ is: 'mean', ...point, drawn: drawn(point.value) })),
    ...singles.map((point) => ({ is: 'replicate', ...point, drawn: drawn(point.value) })),
  ];
  const panels = panelsOf(axes, points);
  const title = axisTitle(quantity);
  const label = `${title} by training step${eachWords(axes)}.`;
  const values = rows.map((row) => row['drawn'] as number);
  const scale = logarithmic ? { type: 'log' as const, nice: false } : { domain: domainOf(quantity, values), zero: false, nice: false }; // prettier-ignore
  // Of the means alone: they are what the axis spans until a reader asks for single replicates.
  const means = points.map(({ value }) => drawn(value));
  const axis = { title, ...(logarithmic ? { values: decades(means), format: '~r' } : { tickCount: 5 }) };
  const single = { filter: "datum.is === 'replicate' && replicates" };
  const format = logarithmic ? '.3f' : `.${Math.max(2, data.digits)}f`;

  const spec: Chart['spec'] = (layout) => {
    const size = panelSize(panels.length, layout, height);
    const unit = {
      encoding: {
        x: { field: 'step', type: 'quantitative', scale: { domainMin: 0, nice: false }, axis: { title: 'Step', tickCount: Math.max(2, Math.floor(size.width / 110)), tickMinStep: 1, labelOverlap: 'greedy' } }, // prettier-ignore
        y: { field: 'drawn', type: 'quantitative', scale, axis },
        ...seriesEncoding(series, layout, color.validation),
        opacity: followed(),
      },
      layer: [
        {
          transform: [single],
          mark: { type: 'line', strokeWidth: 1, tooltip: null },
          encoding: { detail: [{ field: 'series' }, { field: 'replicate' }], opacity: followed(0.35, 0.04) },
        },
        {
          transform: [{ filter: "datum.is === 'mean'" }],
          mark: { type: 'line', strokeWidth: 1.75, tooltip: null },
        },
        {
          transform: [{ filter: `${live} && datum.is === 'mean'` }],
          mark: { type: 'point', size: 14, filled: true },
          encoding: {
            tooltip: [
              ...placeTips(axes),
              { field: 'step', title: 'Step' },
              { field: 'value', title, format },
              { field: 'replicates', title: 'Replicates' },
            ],
          },
        },
      ],
    };
    const params = [followParam, { name: live, value: false }, replicatesParam(singles.length > 0)];
    return specOf(opening({ label, gap, rows }, layout), { params }, inPanels(panels, size, unit));
  };
  return {
    ...{ id, label, gap, rows, spec, legend: series !== null },
    values: spokenOf(data),
    filters: filtersOf({ x: null, ...axes }, panels),
    columns: [
      ['is', 'row'],
      ...placeColumns(axes),
      ['step', 'step'],
      ['replicate', 'replicate'],
      ['value', title],
      ['replicates', 'replicates'],
    ],
  };
}

/** First and last value of each curve. */
function spokenOf({ points, digits }: Curves): string {
  const text = written(digits);
  const lines = byLine(points, lineName, ({ step, value }) => `step ${step} → ${text(value)}`);
  const ends = (values: readonly string[]) => (values.length < 3 ? values : [values[0] as string, values.at(-1) as string]); // prettier-ignore
  return spoken(lines.map(([name, values]) => [name, ends(values)] as const));
}
