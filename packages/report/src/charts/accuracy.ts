import type { TopLevelSpec } from 'vega-lite';
import { accuracyRows, replicateRows, type AccuracyRow } from '../data/accuracy.js';
import { reference } from '../data/benefit.js';
import type { ReportModel } from '../data/model.js';
import { chartWidth, opening, type Chart, type Layout } from './chart.js';
import { pointsDomain, sizeLegend, sizeScales, spreadLabels } from './scales.js';
import { colour } from './theme.js';

const height = 400;

/** Half the distance, in conditions, over which the sizes of one condition are spread so that their bars do not overlap. */
const dodge = 0.075;

/** Sizes written at the right end of their lines, moved apart where they would overlap. */
function endLabels(rows: readonly (AccuracyRow & { at: number })[], last: string, domain: readonly [number, number]) {
  const ends = rows.filter((row) => row.condition === last);
  const heights = spreadLabels(
    ends.map((row) => row.mean),
    ((domain[1] - domain[0]) * 15) / height,
  );
  return ends.map(({ images, at }, index) => ({ images, at, label: heights[index]! }));
}

/** Where a cell stands on the x axis: its condition's place, a little to the side by size. */
function placement({ conditions, sizes }: ReportModel) {
  return <Row extends { condition: string; images: number }>(row: Row) => {
    const side = sizes.length < 2 ? 0 : (2 * sizes.indexOf(row.images)) / (sizes.length - 1) - 1;
    return { ...row, at: conditions.indexOf(row.condition) + side * dodge };
  };
}

/** Cells without a number: they break the line, where otherwise it would run on as if nothing were missing. */
function holes({ conditions, sizes }: ReportModel, rows: readonly AccuracyRow[]) {
  const there = new Set(rows.map((row) => `${row.condition}/${row.images}`));
  return sizes.flatMap((images) =>
    conditions
      .filter((condition) => !there.has(`${condition}/${images}`))
      .map((condition) => ({ condition, images, mean: null, low: null, high: null, complete: true })),
  );
}

/** `base` drawn on as a dashed line, so that every condition can be read against it. */
function references({ conditions }: ReportModel, rows: readonly (AccuracyRow & { at: number })[]) {
  return rows
    .filter((row) => row.condition === reference)
    .flatMap(({ images, mean, at }) => [
      { images, mean, at },
      { images, mean, at: at + conditions.length - 1 - conditions.indexOf(reference) },
    ]);
}

/** Accuracy against condition, one line a target size, t intervals as bars, single replicates on demand. */
export function accuracyChart(model: ReportModel): Chart {
  const place = placement(model);
  const rows = accuracyRows(model.input).map(place);
  const singles = replicateRows(model.input).map(place);
  const gaps = holes(model, rows).map(place);
  const last = model.conditions.length - 1;
  const label = 'Test accuracy in percent by condition, one line for each target size, with intervals over replicates.';
  const domain = pointsDomain([
    ...rows.flatMap((row) => [row.low ?? row.mean, row.high ?? row.mean]),
    ...singles.map((row) => row.accuracy),
  ]);
  const { colour: colours, shape } = sizeScales(model.sizes);
  // About 7 pixels a letter; names that are longer than their place stand aslant.
  const longest = Math.max(...model.conditions.map((name) => name.length));
  const fits = longest * 7 < (chartWidth.wide - 110) / model.conditions.length;
  const y = {
    type: 'quantitative' as const,
    scale: { domain, zero: false, nice: false },
    axis: { title: 'Test accuracy (%)', tickCount: 8 },
  };

  const spec = (layout: Layout): TopLevelSpec => ({
    ...opening(label, model.gaps.cell, layout),
    width: chartWidth[layout],
    height: layout === 'wide' ? height : 380,
    autosize: { type: 'fit', contains: 'padding' },
    datasets: {
      cells: [...rows, ...gaps] as never,
      singles: singles as never,
      references: references(model, rows) as never,
      ends: endLabels(rows, model.conditions[last]!, domain) as never,
    },
    data: { name: 'cells' },
    params: [{ name: 'replicates', value: false, bind: { input: 'checkbox', name: 'Show single replicates' } }],
    encoding: {
      x: {
        field: 'at',
        type: 'quantitative',
        scale: { domain: [-0.35, last + (layout === 'wide' ? 0.45 : 0.35)], zero: false, nice: false },
        axis: {
          title: null,
          values: model.conditions.map((_, index) => index),
          labelExpr: `${JSON.stringify(model.conditions)}[datum.value]`,
          labelColor: colour.ink,
          labelFontSize: layout === 'wide' ? 13 : 12,
          labelAngle: layout === 'wide' && fits ? 0 : -45,
          labelOverlap: false,
          grid: false,
        },
      },
      color: {
        field: 'images',
        type: 'nominal',
        scale: colours,
        legend: { ...sizeLegend(model.sizes, layout), symbolType: 'circle', symbolOpacity: 1 },
      },
      opacity: { condition: { param: 'size', value: 1 }, value: 0.12 },
    },
    layer: [
      {
        data: { name: 'references' },
        mark: { type: 'line', strokeWidth: 1, strokeDash: [3, 4], tooltip: null },
        encoding: { y: { field: 'mean', ...y }, opacity: { condition: { param: 'size', value: 0.6 }, value: 0.08 } },
      },
      {
        params: [{ name: 'size', select: { type: 'point', fields: ['images'] }, bind: 'legend' }],
        mark: { type: 'rule', strokeWidth: 1.75 },
        encoding: {
          y: { field: 'low', ...y },
          y2: { field: 'high' },
        },
      },
      { mark: { type: 'line', strokeWidth: 2 }, encoding: { y: { field: 'mean', ...y } } },
      {
        transform: [{ filter: '!datum.complete' }],
        mark: { type: 'point', shape: 'circle', size: 260, strokeDash: [3, 3], strokeWidth: 1.5, filled: false },
        encoding: { y: { field: 'mean', ...y } },
      },
      {
        mark: { type: 'point', filled: true, size: 84, stroke: colour.paper, strokeWidth: 1 },
        encoding: {
          y: { field: 'mean', ...y },
          shape: { field: 'images', type: 'nominal', scale: shape },
          tooltip: [
            { field: 'condition', title: 'Condition' },
            { field: 'images', title: 'Images a class' },
            { field: 'mean', title: 'Mean accuracy (%)', format: '.1f' },
            { field: 'low', title: 'Interval from', format: '.1f' },
            { field: 'high', title: 'Interval to', format: '.1f' },
            { field: 'replicates', title: 'Replicates' },
            { field: 'planned', title: 'Planned' },
          ],
        },
      },
      {
        data: { name: 'singles' },
        transform: [{ filter: 'replicates' }],
        mark: { type: 'point', filled: false, size: 26, strokeWidth: 1.25 },
        encoding: {
          y: { field: 'accuracy', ...y },
          tooltip: [
            { field: 'condition', title: 'Condition' },
            { field: 'images', title: 'Images a class' },
            { field: 'replicate', title: 'Replicate' },
            { field: 'accuracy', title: 'Accuracy (%)', format: '.1f' },
          ],
        },
      },
      {
        data: { name: 'ends' },
        mark: { type: 'text', align: 'left', dx: layout === 'wide' ? 10 : 6, fontSize: 12, fontWeight: 600 },
        encoding: { y: { field: 'label', ...y }, text: { field: 'images', type: 'nominal' } },
      },
    ],
  });
  return { id: 'accuracy', label, gap: model.gaps.cell, spec };
}
