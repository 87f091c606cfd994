import { bestShares, groupBy } from '@seedbed/core';
import { cellEncoding } from '../charts/cells.js';
import { type Chart, opening, type Row } from '../charts/chart.js';
import { inPanels, panelSize, specOf } from '../charts/panels.js';
import { byLine, spoken } from '../charts/spoken.js';
import { color } from '../charts/theme.js';
import { type Axes, axesOf, byWords, type Cell, cellsOf, measuredBy, runsOf, panelsOf } from '../values/cells.js';
import { mean } from '../values/means.js';
import { axisTitle, digitsOf, type Quantity, quantityOf, written } from '../values/quantity.js';
import { type Scale, scaleOf } from '../values/scale.js';
import { count } from '../text/format.js';
import { filtersOf } from './parts/filters.js';
import { placeColumns, placeTips } from './parts/places.js';
import { GridTable } from './parts/tables.js';
import type { FigureView } from './view.js';

/** How often a level is the best of all at one place. */
interface BestRow {
  readonly panel: string;
  readonly x: string;
  /** The level: `series`, as everywhere. */
  readonly series: string;
  /** Share of the resamples of the replicates in which it has the best mean, 0 to 1. */
  readonly share: number;
  readonly mean: number;
  readonly best: boolean;
  /** Replicates that have all levels. */
  readonly replicates: number;
  readonly runs: readonly number[];
}

interface Best {
  readonly quantity: Quantity;
  readonly axes: Axes & { readonly series: Scale };
  readonly rows: readonly BestRow[];
  readonly digits: number;
}

const percent = (share: number) => `${Math.round(share * 100)}`;

/** Which level is best at each place: how often when replicates are resampled, and by the mean. */
export const best: FigureView<Best> = {
  rows(figure, model) {
    if (!figure.among) return null;
    const quantity = quantityOf(figure.shown, model.input);
    const series = scaleOf({ kind: 'axis', axis: figure.among }, figure, model.experiment, model.replicates);
    const axes = { ...axesOf(figure, model), series };
    const rows = bestRows(cellsOf(figure, model, axes, measuredBy(model, quantity.stage, quantity.valueOf)), quantity);
    if (rows.length === 0) return null;
    return { quantity, axes, rows, digits: digitsOf(quantity, rows.map((row) => row.mean)) }; // prettier-ignore
  },
  title: ({ quantity, axes }) => `Best ${axes.series.name} by ${quantity.title.toLowerCase()}`,
  chart: chartOf,
  table: ({ quantity, axes, rows, digits }) => (
    <GridTable
      label={`How often each ${axes.series.name} is best by ${quantity.title}${byWords({ ...axes, series: null })}`}
      axes={axes}
      entries={rows}
      text={({ share, mean: value, replicates }) => `${percent(share)} % (${written(digits)(value)}, ${count(replicates, 'replicate')})`} // prettier-ignore
    />
  ),
  caption: ({ quantity, axes: { series } }) => (
    <>
      Percent of resamples of the replicates in which a level of {series.name} has the{' '}
      {quantity.better === 'lower' ? 'lowest' : 'highest'} mean of {quantity.title.toLowerCase()}. A ring marks the best
      mean of all replicates. Where shares are spread, the replicates do not tell the levels apart.
    </>
  ),
};

/** Of each place the replicates that have every level. */
function bestRows(cells: readonly Cell[], { better }: Quantity): BestRow[] {
  const sign = better === 'lower' ? -1 : 1;
  const places = groupBy(cells, ({ panel, x }) => JSON.stringify([panel, x]));
  return [...places.values()].flatMap((levels) => {
    const values = levels.map(({ singles }) => new Map(singles.map((single) => [single.replicate, single.value])));
    const replicates = [...(values[0]?.keys() ?? [])].filter((each) => values.every((level) => level.has(each)));
    if (replicates.length === 0 || levels.length < 2) return [];
    const table = replicates.map((each) => values.map((level) => sign * (level.get(each) as number)));
    const shares = bestShares(table);
    const means = levels.map((_, column) => mean(table.map((row) => row[column] as number)));
    const top = Math.max(...means);
    return levels.map((level, column): BestRow => ({
      ...{ panel: level.panel, x: level.x, series: level.series, runs: runsOf(level), replicates: replicates.length },
      share: shares[column] as number,
      mean: sign * (means[column] as number),
      best: means[column] === top,
    }));
  });
}

function chartOf({ quantity, axes, rows: found, digits }: Best, id: string, gap: string | null): Chart {
  const { x, series } = axes;
  const rows = found.map((row): Row => ({ ...row, percent: percent(row.share) }));
  const panels = panelsOf(axes, found);
  const label = `How often each ${series.name} has the best mean of ${quantity.title.toLowerCase()}${x ? ` by ${x.name}` : ''}, in percent of resamples of the replicates; a ring marks the best mean.`; // prettier-ignore
  const columns = x?.values.length ?? 1;
  const spec: Chart['spec'] = (layout) => {
    const height = 30 * series.values.length;
    const size = panelSize(panels.length, layout, { single: height, several: height });
    const width = Math.min(panels.length > 1 ? size.width : size.outer - 200, 90 * columns + 20);
    const unit = {
      encoding: cellEncoding(x, series, height, { labelColor: color.ink }),
      layer: [
        {
          mark: { type: 'rect', color: color.validation },
          encoding: {
            opacity: { field: 'share', type: 'quantitative', scale: { domain: [0, 1], range: [0.04, 0.55] }, legend: null }, // prettier-ignore
            tooltip: [
              ...placeTips(axes),
              { field: 'percent', title: 'Best in % of resamples' },
              { field: 'mean', title: axisTitle(quantity), format: `.${digits}f` },
              { field: 'replicates', title: 'Replicates' },
            ],
          },
        },
        {
          transform: [{ filter: 'datum.best' }],
          mark: { type: 'point', shape: 'circle', size: 560, filled: false, color: color.ink, strokeWidth: 1.5, tooltip: null }, // prettier-ignore
        },
        {
          mark: { type: 'text', color: color.ink, fontSize: 11, tooltip: null },
          encoding: { text: { field: 'percent' } },
        },
      ],
    };
    return specOf(
      opening({ label, gap, rows }, layout),
      inPanels(panels, { width, height, columns: size.columns }, unit),
    );
  };
  return {
    ...{ id, label, gap, rows, spec, legend: false },
    values: spoken(byLine(found, placeName, ({ series: level, share }) => `${level} ${percent(share)} %`)),
    filters: filtersOf(axes, panels),
    columns: [
      ...placeColumns(axes),
      ...(['share', 'mean', 'replicates'] as const).map((field) => [field, field === 'share' ? 'share of resamples' : field] as const), // prettier-ignore
    ],
  };
}

const placeName = ({ panel, x }: BestRow) => [panel, x].filter(Boolean).join(', ');
