import { type Chart, followed, opening, type Row, signedAxis } from '../../charts/chart.js';
import { inPanels, panelSize, specOf } from '../../charts/panels.js';
import { placedBy, positionAxis, positionsOf } from '../../charts/positions.js';
import { type Marked, seriesEncoding, seriesShape } from '../../charts/series.js';
import { byLine, lineName, spoken } from '../../charts/spoken.js';
import { color } from '../../charts/theme.js';
import type { Contrasts, Differences } from './contrast-data.js';
import { panelsOf, type Spot } from '../../values/cells.js';
import type { Estimate } from '../../values/estimates.js';
import { signed } from '../../values/quantity.js';
import type { Scale } from '../../values/scale.js';
import { capital } from '../../text/format.js';
import { filtersOf } from './filters.js';
import { followParam } from './interval.js';
import { placeColumns, placeTips } from './places.js';

/** So many series share a plot; more have one each. */
const mostTogether = 3;

const height = { single: 260, several: 150 };

/** Lines of differences around zero; with many series a panel each. */
export function contrastChart(data: Contrasts, id: string, gap: string | null): Chart {
  const { quantity, axes, all, digits } = data;
  const { x, series, facets } = axes;
  const [first] = all as [Differences];
  const apart = series !== null && series.values.length > mostTogether + 1 && facets.length === 0;
  const named = (value: string) => (series?.numeric ? `${series.name}: ${value}` : value);
  const panelOf = (each: { readonly panel: string; readonly series: string }) =>
    apart ? named(each.series) : each.panel;
  const rows = rowsOf(data, apart, panelOf);
  const order = apart ? series.values.map(named) : panelsOf(axes, first.estimates);
  const panels = order.filter((panel) => rows.some((row) => row['panel'] === panel));
  const positions = positionsOf(x);
  const title = `${quantity.title}, difference${quantity.step ? ` (${quantity.step})` : ''}`;
  const label = `${title}, from ${first.baseline.name} in the same replicate, by ${x.name}${series ? `, for each ${series.name}` : ''}, with intervals.`; // prettier-ignore
  const y = { type: 'quantitative' as const, scale: { zero: true }, axis: { title: panels.length > 1 ? capital(quantity.step || 'difference') : title, tickCount: 5, ...signedAxis } }; // prettier-ignore
  const names = all.map(({ baseline }) => baseline.name);
  const lines = apart ? null : series;
  const marked = lines && baselineMarked(data, lines);
  const format = `+.${digits}f`;
  const shown = (is: string, more = '') => [{ filter: `datum.is === '${is}'${more}` }];
  // Before the panels: that of the baseline itself is none.
  const chosen = { transform: [{ filter: 'datum.baseline === baseline' }] };
  const places = [...placeTips(axes), { field: 'baseline', title: 'Compared with' }];
  const text = signed(digits);
  const pointText = ({ x: at, mean, interval }: Estimate) =>
    `${at} → ${text(mean)}${interval ? ` (${text(interval.low)} to ${text(interval.high)})` : ''}`;

  const spec: Chart['spec'] = (layout) => {
    const size = panelSize(panels.length, layout, height);
    const unit = {
      encoding: {
        x: {
          field: 'at',
          type: 'quantitative',
          scale: { domain: [...positions.domain], zero: false, nice: false },
          axis: positionAxis(x, positions, size.width),
        },
        ...seriesEncoding(lines, layout, color.validation, marked),
        opacity: followed(),
      },
      layer: [
        {
          transform: shown('replicate'),
          mark: { type: 'line', strokeWidth: 1, tooltip: null, ...(lines ? {} : { color: color.axis }) },
          encoding: {
            y: { field: 'value', ...y },
            detail: [{ field: 'series' }, { field: 'replicate' }],
            opacity: followed(0.4, 0.05),
            ...(lines ? {} : { color: { value: color.axis } }),
          },
        },
        {
          transform: shown('mean', ' && isValid(datum.low)'),
          mark: { type: 'rule', strokeWidth: 1.75 },
          encoding: { y: { field: 'low', ...y }, y2: { field: 'high' } },
        },
        { transform: shown('mean'), mark: { type: 'line', strokeWidth: 2 }, encoding: { y: { field: 'mean', ...y } } },
        {
          transform: shown('mean'),
          mark: { type: 'point', filled: true, size: 64, opacity: 1 },
          encoding: {
            y: { field: 'mean', ...y },
            ...seriesShape(lines),
            tooltip: [
              ...places,
              { field: 'mean', title, format },
              { field: 'low', title: 'Interval from', format },
              { field: 'high', title: 'Interval to', format },
              { field: 'replicates', title: 'Pairs' },
            ],
          },
        },
      ],
    };
    const bind = names.length > 1 ? { bind: { input: 'select', options: names, name: 'Compared with ' } } : {};
    const params = [followParam, { name: 'baseline', value: names[0], ...bind }];
    return specOf(opening({ label, gap, rows }, layout), { params, ...chosen }, inPanels(panels, size, unit));
  };
  return {
    ...{ id, label, gap, rows, spec, legend: lines !== null },
    values: spoken(byLine(first.estimates, lineName, pointText)),
    filters: filtersOf({ ...axes, series: apart ? null : series }, panels),
    columns: [
      ['is', 'row'],
      ['baseline', 'compared with'],
      ...placeColumns(axes),
      ['replicate', 'replicate'],
      ['value', 'difference'],
      ['mean', 'mean difference'],
      ['low', 't interval, low'],
      ['high', 't interval, high'],
      ['replicates', 'pairs'],
    ],
  };
}

const mark = ' (baseline)';

/** The legend marks the baseline, which has no line of its own: it is the line at zero. */
function baselineMarked({ all }: Contrasts, { values, numeric, name }: Scale): Marked {
  const called = Object.fromEntries(values.map((value) => [numeric ? `${name} ${value}` : value, value]));
  const own = Object.fromEntries(all.map(({ baseline }) => [baseline.name, called[baseline.name] ?? null]));
  return { labelExpr: `datum.label + (datum.label === ${JSON.stringify(own)}[baseline] ? '${mark}' : '')`, letters: mark.length }; // prettier-ignore
}

function rowsOf(
  { axes: { x, series }, all, singles }: Contrasts,
  apart: boolean,
  panelOf: (each: { panel: string; series: string }) => string,
): Row[] {
  // A series that has a panel of its own need not make room for others.
  const at = placedBy(x, apart ? null : series);
  const placeOf = (baseline: string, spot: Spot) =>
    ({ baseline, panel: panelOf(spot), series: spot.series, x: spot.x, at: at(spot) }); // prettier-ignore
  return all.flatMap(({ baseline: { name }, cells, estimates }, index) => [
    ...estimates.map(({ interval, mean, replicates, runs, ...spot }): Row => ({ is: 'mean', ...placeOf(name, spot), mean, replicates, runs, low: interval?.low ?? null, high: interval?.high ?? null })), // prettier-ignore
    // Single replicates of the baseline that is named: of each other one they would be as many again.
    ...(singles && index === 0
      ? cells.flatMap((cell) => cell.singles.map((single): Row => ({ is: 'replicate', ...placeOf(name, cell), ...single }))) // prettier-ignore
      : []),
  ]);
}
