import { type Figure } from '@seedbed/core';
import { type Chart, followed, opening, type Row } from '../charts/chart.js';
import { inPanels, panelSize, specOf } from '../charts/panels.js';
import { domainOf } from '../charts/ranges.js';
import { seriesEncoding, seriesShape } from '../charts/series.js';
import { lineName, spoken } from '../charts/spoken.js';
import { color } from '../charts/theme.js';
import type { ReportModel } from '../data/model.js';
import { Table } from '../parts/table.js';
import { type Axes, axesOf, cellsOf, measuredBy, runsOf, type Spot, panelsOf } from '../values/cells.js';
import { mean } from '../values/means.js';
import { axisTitle, digitsOf, metricQuantity, type Quantity, quantityOf, written } from '../values/quantity.js';
import { filtersOf } from './parts/filters.js';
import { followParam } from './parts/interval.js';
import { placeColumns, placeFields, placeTips } from './parts/places.js';
import type { FigureView } from './view.js';

/** A run, or the mean of the replicates of a cell, with two quantities. */
interface ScatterPoint extends Omit<Spot, 'x'> {
  readonly replicate: number | null;
  readonly across: number;
  readonly value: number;
  readonly runs: readonly number[];
}

interface Scatter {
  readonly x: Quantity;
  readonly y: Quantity;
  readonly axes: Axes;
  readonly singles: readonly ScatterPoint[];
  readonly means: readonly ScatterPoint[];
}

/** One metric against another: each replicate a small point, their means a large one. */
export const scatter: FigureView<Scatter> = {
  rows: scatterOf,
  title: ({ x, y }) => `${y.title} against ${x.title.toLowerCase()}`,
  chart: chartOf,
  table: ({ x, y, axes, means }) => {
    const heads = placeFields({ ...axes, x: null });
    const [across, up] = [x, y].map((each, index) => written(digitsOf(each, means.map((point) => (index === 0 ? point.across : point.value))))) as [(n: number) => string, (n: number) => string]; // prettier-ignore
    return (
      <Table
        label={`${y.title} and ${x.title.toLowerCase()}, means`}
        columns={[...heads, { title: axisTitle(x), numeric: true }, { title: axisTitle(y), numeric: true }]}
        rows={means.map((point) => [
          ...heads.map(({ field }) => (field === 'panel' ? point.panel : point.series)),
          across(point.across),
          up(point.value),
        ])}
      />
    );
  },
  caption: ({ x, y }) => (
    <>
      {axisTitle(y)} against {axisTitle(x)}: small points are single replicates, large ones their means.
    </>
  ),
};

function scatterOf(figure: Figure, model: ReportModel): Scatter | null {
  if (figure.x?.kind !== 'metric') return null;
  const [x, y] = [metricQuantity(figure.x.metric, model.input), quantityOf(figure.shown, model.input)];
  const axes = axesOf(figure, model);
  const [across, up] = [x, y].map((each) => cellsOf(figure, model, axes, measuredBy(model, each.stage, each.valueOf))) as [ReturnType<typeof cellsOf>, ReturnType<typeof cellsOf>]; // prettier-ignore
  const cells = across.flatMap((cell, index) => {
    const other = new Map(up[index]?.singles.map((single) => [single.replicate, single]));
    const { panel, series } = cell;
    const singles = cell.singles.flatMap(({ replicate, value, runs }): ScatterPoint[] => {
      const beside = other.get(replicate);
      return beside ? [{ panel, series, replicate, across: value, value: beside.value, runs: [...new Set([...runs, ...beside.runs])] }] : []; // prettier-ignore
    });
    return singles.length > 0 ? [singles] : [];
  });
  if (cells.length === 0) return null;
  const means = cells.map((singles): ScatterPoint => {
    const { panel, series } = singles[0] as ScatterPoint;
    const [first, second] = [mean(singles.map((each) => each.across)), mean(singles.map((each) => each.value))];
    return { panel, series, replicate: null, across: first, value: second, runs: runsOf({ singles: singles.map((each) => ({ ...each, replicate: each.replicate as number })) }) }; // prettier-ignore
  });
  return { x, y, axes, singles: cells.flat(), means };
}

function chartOf({ x, y, axes, singles, means }: Scatter, id: string, gap: string | null): Chart {
  const { series } = axes;
  const places = { ...axes, x: null };
  const rows: Row[] = [...singles.map((each) => ({ is: 'replicate', ...each })), ...means.map((each) => ({ is: 'mean', ...each }))]; // prettier-ignore
  const panels = panelsOf(axes, means);
  const label = `${axisTitle(y)} against ${axisTitle(x)}${series ? `, by ${series.name}` : ''}.`;
  const domains = [x, y].map((each, index) => domainOf(each, singles.map((point) => (index === 0 ? point.across : point.value)))); // prettier-ignore
  const point = (is: string, size: number, opacity: number) => ({
    transform: [{ filter: `datum.is === '${is}'` }],
    mark: { type: 'point', filled: true, size },
    encoding: {
      ...seriesShape(series),
      opacity: followed(opacity, 0.06),
      tooltip: [
        ...placeTips(places),
        ...(is === 'replicate' ? [{ field: 'replicate', title: 'Replicate' }] : []),
        { field: 'across', title: axisTitle(x), format: '.4~g' },
        { field: 'value', title: axisTitle(y), format: '.4~g' },
      ],
    },
  });
  const spec: Chart['spec'] = (layout) => {
    const unit = {
      encoding: {
        x: { field: 'across', type: 'quantitative', scale: { domain: domains[0], zero: false, nice: false }, axis: { title: axisTitle(x), tickCount: 6 } }, // prettier-ignore
        y: { field: 'value', type: 'quantitative', scale: { domain: domains[1], zero: false, nice: false }, axis: { title: axisTitle(y), tickCount: 6 } }, // prettier-ignore
        ...seriesEncoding(series, layout, color.validation),
      },
      layer: [point('replicate', 22, 0.45), point('mean', 90, 1)],
    };
    const size = panelSize(panels.length, layout, { single: 310, several: 220 });
    return specOf(opening({ label, gap, rows }, layout), { params: [followParam] }, inPanels(panels, size, unit));
  };
  return {
    ...{ id, label, gap, rows, spec, legend: series !== null },
    values: spoken(means.map((each) => [lineName(each), [`${written(2)(each.across)} → ${written(2)(each.value)}`]] as const)), // prettier-ignore
    filters: filtersOf(places, panels),
    columns: [
      ['is', 'row'],
      ...placeColumns(places),
      ['replicate', 'replicate'],
      ['across', axisTitle(x)],
      ['value', axisTitle(y)],
    ],
  };
}
