import type { TopLevelSpec } from 'vega-lite';
import { compareSets } from '../data/comparison.js';
import type { ReportModel } from '../data/model.js';
import { opening, type Chart, type Layout } from './chart.js';
import { pointsDomain, sizeLegend, sizeScales } from './scales.js';
import { colour } from './theme.js';

/** Each pair of runs as a point: our accuracy across, the other set's upwards; equal results lie on the line. */
export function comparisonChart(model: ReportModel): Chart | null {
  const rows = compareSets(model.input, model.tally.counted).flatMap(({ pairs }) => pairs);
  if (rows.length === 0) return null;
  const sets = [...new Set(rows.map(({ set }) => set))];
  const domain = pointsDomain(rows.flatMap(({ ours, theirs }) => [ours, theirs]));
  const { colour: colours, shape } = sizeScales(model.sizes);
  const label = 'Test accuracy of paired runs, ours across and the other results upwards; on the line they are equal.';
  const scale = { domain, zero: false, nice: false };

  const spec = (layout: Layout): TopLevelSpec => {
    const columns = layout === 'wide' ? Math.min(2, sets.length) : 1;
    const side = layout === 'wide' ? 360 : 250;
    return {
      ...opening(label, model.gaps.cell, layout),
      datasets: { pairs: rows as never },
      data: { name: 'pairs' },
      columns,
      spacing: 26,
      facet: {
        field: 'set',
        type: 'nominal',
        sort: sets,
        header: { title: null, labelAnchor: 'start', labelLimit: side },
      },
      spec: {
        width: side,
        height: side,
        layer: [
          {
            data: { values: [{ from: domain[0], to: domain[1] }] },
            mark: { type: 'rule', color: colour.axis, strokeDash: [4, 3] },
            encoding: {
              x: { field: 'from', type: 'quantitative', scale },
              y: { field: 'from', type: 'quantitative', scale },
              x2: { field: 'to' },
              y2: { field: 'to' },
            },
          },
          {
            mark: { type: 'point', filled: true, size: 44, opacity: 0.8 },
            encoding: {
              x: { field: 'ours', type: 'quantitative', scale, axis: { title: 'This page (%)', grid: true } },
              y: { field: 'theirs', type: 'quantitative', scale, axis: { title: 'The other results (%)', grid: true } },
              color: { field: 'images', type: 'nominal', scale: colours, legend: sizeLegend(model.sizes, layout) },
              shape: { field: 'images', type: 'nominal', scale: shape },
              tooltip: [
                { field: 'condition', title: 'Condition' },
                { field: 'images', title: 'Images a class' },
                { field: 'replicate', title: 'Replicate' },
                { field: 'ours', title: 'This page (%)', format: '.2f' },
                { field: 'theirs', title: 'The other (%)', format: '.2f' },
              ],
            },
          },
        ],
      },
    };
  };
  return { id: 'comparison', label, gap: model.gaps.cell, spec };
}
