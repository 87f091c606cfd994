import type { Figure } from '@seedbed/core/language';
import { type Chart, followed, opening, type Row, spoken } from '../charts/chart.js';
import { inPanels, panelSize, specOf } from '../charts/panels.js';
import { dodged, positionAxis, positionsOf } from '../charts/positions.js';
import { domainOf, spreadLabels } from '../charts/ranges.js';
import { seriesEncoding, seriesShape } from '../charts/series.js';
import { colour } from '../charts/theme.js';
import type { ReportModel } from '../data/model.js';
import { type Axes, axesOf, type Cell, cellsOf, level, measuredBy } from '../values/cells.js';
import { type Estimate, estimatesOf } from '../values/estimates.js';
import { axisTitle, digitsOf, type Quantity, quantityOf, written } from '../values/quantity.js';
import { type Reference, referencesOf, selectorWords } from '../values/references.js';
import type { Scale } from '../values/scale.js';
import { range } from '../text/format.js';
import { chosenInterval, followParam, intervalParam, replicatesParam } from './parts/interval.js';
import { filtersOf } from './parts/filters.js';
import { GridTable, singleReplicates, SinglesTable } from './parts/tables.js';
import type { FigureView } from './view.js';

export interface Lines {
  readonly quantity: Quantity;
  readonly axes: Axes & { readonly x: Scale };
  readonly cells: readonly Cell[];
  readonly estimates: readonly Estimate[];
  readonly references: readonly Reference[];
  /** What the references are; empty where there are none. */
  readonly compared: string;
  readonly digits: number;
  /** Whether single replicates are drawn. */
  readonly singles: boolean;
}

const height = { single: 380, several: 200 };

/** A quantity against levels, a line a series: means with intervals, single replicates on demand. */
export const lines: FigureView<Lines> = {
  rows: (figure, model) => linesOf(figure, model, quantityOf(figure.shown, { experiment: model.experiment, plan: model.input.plan })), // prettier-ignore
  title: ({ quantity, axes }) => `${quantity.title} by ${axes.x.name}`,
  chart: (data, id, gap) => chartOf(data, id, gap),
  table: (data, model) => (
    <>
      <GridTable
        label={`${axisTitle(data.quantity)}, mean and interval`}
        axes={data.axes}
        entries={data.estimates}
        text={(each) => estimateText(each, data.digits)}
      />{' '}
      {/* prettier-ignore */}
      <SinglesTable label={`${data.quantity.title} of each replicate`} axes={data.axes} cells={data.cells} model={model} text={written(data.digits)} />{' '}
      {/* prettier-ignore */}
    </>
  ),
  caption: (data) => <Caption {...data} />,
};

export function linesOf(figure: Figure, model: ReportModel, quantity: Quantity): Lines | null {
  const { x, ...axes } = axesOf(figure, model);
  if (x === null) return null;
  const cells = cellsOf(figure, model, { x, ...axes }, measuredBy(model, quantity.stage, quantity.valueOf));
  const estimates = estimatesOf(cells);
  if (estimates.length === 0) return null;
  const { reference } = figure;
  return {
    ...{ quantity, axes: { x, ...axes }, cells, estimates },
    references: reference ? referencesOf(cells, reference, quantity, model) : [],
    compared: reference ? selectorWords(reference, model) : '',
    digits: digitsOf(quantity, estimates.map((each) => each.mean)), // prettier-ignore
    singles:
      model.replicates.length > 1 && model.replicates.length <= singleReplicates && figure.x?.kind !== 'replicate',
  };
}

export function estimateText({ mean, interval, replicates, planned }: Estimate, digits: number): string {
  const text = written(digits);
  const around = interval ? ` ${range(interval.low, interval.high, text)}` : '';
  return `${text(mean)}${around}${replicates < planned ? ` (${replicates} of ${planned})` : ''}`;
}

function Caption({ estimates, references, compared, quantity, singles }: Lines) {
  const intervals = estimates.some(({ interval }) => interval);
  const both = estimates.some(({ within }) => within);
  return (
    <>
      {quantity.title}, mean over replicates.{' '}
      {intervals ? `Bars are ${Math.round(level * 100)} % t intervals over replicates. ` : 'Too few replicates for intervals. '}
      {both ? 'They carry what replicates differ in; those within replicates take it out and show differences between points. ' : ''}
      {references.length > 0 ? `Dashed: ${compared}. ` : ''}
      {estimates.some(({ replicates, planned }) => replicates < planned) ? 'A dashed ring marks fewer replicates than planned. ' : ''}
      {singles ? 'Single replicates are drawn on demand, as thin lines. ' : ''}
    </>
  ); // prettier-ignore
}

/** The rows of the chart, of several kinds: `is` says which. */
function rowsOf({ axes, cells, estimates, references, singles }: Lines): Row[] {
  const { x, series } = axes;
  const positions = positionsOf(x);
  const order = series?.values ?? [''];
  const at = (spot: { x: string; series: string }) => positions.of(spot.x) + dodged(positions, order.indexOf(spot.series), order.length); // prettier-ignore
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
  // prettier-ignore
  const groups = new Map<string, Reference[]>();
  for (const each of references) {
    const key = JSON.stringify([each.panel, each.series]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const ordered = group.map((each) => ({ ...each, at: place(each.x) })).sort((a, b) => a.at - b.at);
    const [first, last] = [ordered[0], ordered.at(-1)] as [(typeof ordered)[0], (typeof ordered)[0]];
    const constant = ordered.every(({ mean }) => mean === first.mean);
    const ends = constant ? [{ ...first, at: low }, { ...last, at: high }] : ordered; // prettier-ignore
    return ends.map(({ panel, series, mean, at }): Row => ({ is: 'reference', panel, series, at, mean }));
  });
}

function chartOf(data: Lines, id: string, gap: string | null): Chart {
  const { axes, estimates, quantity, digits, singles, references } = data;
  const { x, series, facets } = axes;
  const panels = [...new Set(estimates.map(({ panel }) => panel))];
  const positions = positionsOf(x);
  const both = estimates.some(({ within }) => within);
  const values = [
    ...estimates.flatMap(({ mean, interval, within }) => [mean, ...(interval ? [interval.low, interval.high] : []), ...(within ? [within.low, within.high] : [])]), // prettier-ignore
    ...(singles ? data.cells.flatMap((cell) => cell.singles.map(({ value }) => value)) : []),
    ...references.map(({ mean }) => mean),
  ];
  const domain = domainOf(quantity, values);
  const rows = [...rowsOf(data), ...(panels.length === 1 && series ? endRows(data, domain) : [])];
  const label = `${axisTitle(quantity)} by ${x.name}${series ? `, a line for each ${series.name}` : ''}${facets.length > 0 ? `, a panel for each ${facets.map(({ name }) => name).join(' and ')}` : ''}, with intervals over replicates.`; // prettier-ignore
  const format = `.${digits}f`;
  const y = { type: 'quantitative' as const, scale: { domain, zero: false, nice: false }, axis: { title: axisTitle(quantity), tickCount: panels.length > 1 ? 5 : 8 } }; // prettier-ignore
  const only = (is: string, more = '') => [{ filter: `datum.is === '${is}'${more}` }];
  const connected = x.numeric || series !== null;
  const places = [
    ...(facets.length > 0 ? [{ field: 'panel', title: facets.map(({ name }) => name).join(', ') }] : []),
    ...(series ? [{ field: 'series', title: series.title }] : []),
    { field: 'x', title: x.title },
  ];
  const runs = [{ field: 'replicates', title: 'Replicates' }, { field: 'planned', title: 'Planned' }]; // prettier-ignore

  const spec: Chart['spec'] = (layout) => {
    const size = panelSize(panels.length, layout, height);
    const narrow = layout === 'narrow';
    const ends = panels.length === 1 && !narrow && endsFit(series);
    const [from, to] = positions.domain;
    const unit = {
      encoding: {
        x: {
          field: 'at',
          type: 'quantitative',
          scale: { domain: [from, to + (ends ? (to - from) * 0.05 : 0)], zero: false, nice: false },
          axis: positionAxis(x, positions, size.width),
        },
        ...seriesEncoding(series, layout, colour.validation),
        opacity: followed(),
      },
      layer: [
        {
          transform: only('replicate', ' && replicates'),
          mark: { type: 'line', strokeWidth: 1, tooltip: null },
          encoding: { y: { field: 'value', ...y }, detail: [{ field: 'series' }, { field: 'replicate' }], opacity: followed(0.4, 0.05) }, // prettier-ignore
        },
        {
          transform: only('reference', " && datum.series !== ''"),
          mark: { type: 'line', strokeWidth: 1, strokeDash: [3, 4], tooltip: null },
          encoding: { y: { field: 'mean', ...y }, opacity: followed(0.7, 0.06) },
        },
        {
          transform: only('reference', " && datum.series === ''"),
          mark: { type: 'line', strokeWidth: 1.25, strokeDash: [5, 4], color: colour.muted, tooltip: null },
          encoding: { y: { field: 'mean', ...y }, color: { value: colour.muted }, opacity: { value: 1 } },
        },
        {
          transform: [...only('mean', ' && isValid(datum.tlow)'), ...chosenInterval(both)],
          mark: { type: 'rule', strokeWidth: 1.75 },
          encoding: { y: { field: 'low', ...y }, y2: { field: 'high' } },
        },
        ...(connected ? [{ transform: only('mean'), mark: { type: 'line', strokeWidth: 2 }, encoding: { y: { field: 'mean', ...y } } }] : []), // prettier-ignore
        {
          transform: only('mean', ' && datum.replicates < datum.planned'),
          mark: { type: 'point', shape: 'circle', size: 260, strokeDash: [3, 3], strokeWidth: 1.5, filled: false, tooltip: null }, // prettier-ignore
          encoding: { y: { field: 'mean', ...y } },
        },
        {
          transform: [...only('mean', ' && isValid(datum.mean)'), ...chosenInterval(both)],
          mark: { type: 'point', filled: true, size: 84, stroke: colour.paper, strokeWidth: 1 },
          encoding: {
            y: { field: 'mean', ...y },
            ...seriesShape(series),
            tooltip: [
              ...places,
              { field: 'mean', title: axisTitle(quantity), format },
              { field: 'low', title: 'Interval from', format },
              { field: 'high', title: 'Interval to', format },
              ...runs,
            ],
          },
        },
        {
          transform: only('replicate', ' && replicates'),
          mark: { type: 'point', filled: false, size: 26, strokeWidth: 1.25 },
          encoding: {
            y: { field: 'value', ...y },
            tooltip: [...places, { field: 'replicate', title: 'Replicate' }, { field: 'value', title: axisTitle(quantity), format }], // prettier-ignore
          },
        },
        ...(ends
          ? [
              {
                transform: only('end'),
                mark: { type: 'text', align: 'left', dx: 8, fontSize: 12, fontWeight: 600, tooltip: null },
                encoding: { y: { field: 'label', ...y }, text: { field: 'series', type: 'nominal' } },
              },
            ]
          : []),
      ],
    };
    const params = [followParam, ...intervalParam(both), ...(singles ? [replicatesParam] : [{ name: 'replicates', value: false }])]; // prettier-ignore
    return specOf(opening({ label, gap, rows }, layout), { params }, inPanels(panels, size, unit));
  };
  return {
    ...{ id, label, gap, rows, spec, legend: series !== null },
    values: spokenOf(data),
    filters: filtersOf(axes, panels),
    columns: [
      ['is', 'row'],
      ...(facets.length > 0 ? [['panel', facets.map(({ name }) => name).join(', ')] as const] : []),
      ...(series ? [['series', series.name] as const] : []),
      ['x', x.name],
      ['replicate', 'replicate'],
      ['value', axisTitle(quantity)],
      ['mean', 'mean'],
      ...(['t', 'w'] as const).flatMap((kind) => ['low', 'high'].map((end) => [`${kind}${end}`, `${kind === 't' ? 't interval' : 'interval within replicates'}, ${end}`] as const)), // prettier-ignore
      ['replicates', 'replicates'],
      ['planned', 'planned'],
    ],
  };
}

/** Every mean with its interval, line by line. */
function spokenOf({ estimates, digits }: Lines): string {
  const groups = new Map<string, string[]>();
  for (const each of estimates) {
    const name = [each.panel, each.series].filter(Boolean).join(', ');
    groups.set(name, [...(groups.get(name) ?? []), `${each.x} → ${estimateText(each, digits)}`]);
  }
  return spoken([...groups]);
}

const endsFit = (series: Scale | null) => series !== null && series.values.every((value) => value.length <= 9);

/** The series written at the right end of their lines, moved apart where they would overlap. */
function endRows({ estimates, axes: { x, series } }: Lines, domain: readonly [number, number]): Row[] {
  const positions = positionsOf(x);
  const order = series?.values ?? [];
  const ends = order.flatMap((value) => {
    const own = estimates.filter((each) => each.series === value);
    const last = own.reduce<Estimate | undefined>((end, each) => (end && positions.of(end.x) >= positions.of(each.x) ? end : each), undefined); // prettier-ignore
    return last ? [last] : [];
  });
  const heights = spreadLabels(ends.map(({ mean }) => mean), ((domain[1] - domain[0]) * 15) / height.single); // prettier-ignore
  return ends.map(({ series: line, panel, x: value }, index): Row => ({
    is: 'end',
    panel,
    series: line,
    x: value,
    at: positions.of(value) + dodged(positions, order.indexOf(line), order.length),
    label: heights[index] as number,
  }));
}
