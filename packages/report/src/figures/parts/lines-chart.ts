import { type Chart, followed, opening } from '../../charts/chart.js';
import { inPanels, panelSize, specOf } from '../../charts/panels.js';
import { positionAxis, positionsOf } from '../../charts/positions.js';
import { cutAt, domainOf, leaves } from '../../charts/ranges.js';
import { seriesEncoding, seriesShape } from '../../charts/series.js';
import { byLine, lineName, spoken } from '../../charts/spoken.js';
import { color } from '../../charts/theme.js';
import { panelsOf } from '../../values/cells.js';
import { estimateText } from '../../values/estimates.js';
import { axisTitle, written } from '../../values/quantity.js';
import type { Scale } from '../../values/scale.js';
import type { Lines } from './lines-data.js';
import { filtersOf } from './filters.js';
import { chosenInterval, followParam, intervalParam, replicatesParam } from './interval.js';
import { endRows, rowsOf } from './lines-rows.js';
import { eachWords, placeColumns, placeTips } from './places.js';

const height = { single: 310, several: 200 };

/** So many letters of a series have room at the right end of its line. */
const mostLetters = 9;

const endsFit = (series: Scale | null) => series !== null && series.values.every(({ length }) => length <= mostLetters);

/** Means with intervals, lines between them, single replicates on demand. */
export function linesChart(data: Lines, id: string, gap: string | null): Chart {
  const { axes, estimates, quantity, digits, singles, references } = data;
  const { x, series } = axes;
  const panels = panelsOf(axes, estimates);
  const positions = positionsOf(x);
  const both = estimates.some(({ within }) => within);
  const values = [
    ...estimates.flatMap(({ mean, interval, within }) => [mean, ...(interval ? [interval.low, interval.high] : []), ...(within ? [within.low, within.high] : [])]), // prettier-ignore
    ...(singles ? data.cells.flatMap((cell) => cell.singles.map(({ value }) => value)) : []),
    ...references.map(({ mean }) => mean),
  ];
  const domain = domainOf(quantity, values);
  const rows = [...rowsOf(data), ...(panels.length === 1 && series ? endRows(data, domain, height.single) : [])];
  const label = `${axisTitle(quantity)} by ${x.name}${eachWords(axes)}, with intervals over replicates.`;
  const format = `.${digits}f`;
  const y = { type: 'quantitative' as const, scale: { domain, zero: false, nice: false }, axis: { title: axisTitle(quantity), tickCount: panels.length > 1 ? 5 : 8 } }; // prettier-ignore
  const only = (is: string, more = '') => [{ filter: `datum.is === '${is}'${more}` }];
  const connected = x.numeric || series !== null;
  const places = placeTips(axes);
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
        ...seriesEncoding(series, layout, color.validation),
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
          mark: { type: 'line', strokeWidth: 1.25, strokeDash: [5, 4], color: color.muted, tooltip: null },
          encoding: { y: { field: 'mean', ...y }, color: { value: color.muted }, opacity: { value: 1 } },
        },
        {
          transform: [...only('mean', ' && isValid(datum.tlow)'), ...chosenInterval(both), ...(leaves(domain, values) ? cutAt(domain) : [])], // prettier-ignore
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
          mark: { type: 'point', filled: true, size: 84, stroke: color.paper, strokeWidth: 1 },
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
    const params = [followParam, ...intervalParam(both), replicatesParam(singles)];
    return specOf(opening({ label, gap, rows }, layout), { params }, inPanels(panels, size, unit));
  };
  return {
    ...{ id, label, gap, rows, spec, legend: series !== null },
    values: spoken(byLine(estimates, lineName, (each) => `${each.x} → ${estimateText(each, written(digits))}`)),
    filters: filtersOf(axes, panels),
    columns: [
      ['is', 'row'],
      ...placeColumns(axes),
      ['replicate', 'replicate'],
      ['value', axisTitle(quantity)],
      ['mean', 'mean'],
      ...(['t', 'w'] as const).flatMap((kind) => ['low', 'high'].map((end) => [`${kind}${end}`, `${kind === 't' ? 't interval' : 'interval within replicates'}, ${end}`] as const)), // prettier-ignore
      ['replicates', 'replicates'],
      ['planned', 'planned'],
    ],
  };
}
