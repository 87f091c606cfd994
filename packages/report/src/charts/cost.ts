import type { TopLevelSpec } from 'vega-lite';
import { costRows } from '../data/cost.js';
import type { ReportModel } from '../data/model.js';
import { chartWidth, opening, type Chart, type Layout } from './chart.js';
import { sizeLegend, sizeScales } from './scales.js';
import { colour } from './theme.js';

/** What a run of each cell cost, in seconds of processor time. */
export function costChart(model: ReportModel): Chart | null {
  const rows = costRows(model.tally.counted);
  if (rows.length === 0) return null;
  const label = 'Processor seconds of one run by condition, mean over replicates, one mark for each target size.';
  const { colour: colours, shape } = sizeScales(model.sizes);

  const spec = (layout: Layout): TopLevelSpec => ({
    ...opening(label, model.gaps.cell, layout),
    width: chartWidth[layout],
    height: 26 * new Set(rows.map((row) => row.condition)).size,
    autosize: { type: 'fit-x', contains: 'padding' },
    datasets: { cost: rows as never },
    data: { name: 'cost' },
    mark: { type: 'point', filled: true, size: 70, opacity: 1 },
    encoding: {
      y: {
        field: 'condition',
        type: 'nominal',
        sort: [...model.conditions],
        axis: { title: null, labelColor: colour.ink, grid: true },
      },
      x: {
        field: 'seconds',
        type: 'quantitative',
        scale: { type: 'log', nice: false, padding: 12 },
        axis: { title: 'Processor seconds of a run', grid: true, tickCount: 6, format: '~r', labelOverlap: 'greedy' },
      },
      color: { field: 'images', type: 'nominal', scale: colours, legend: sizeLegend(model.sizes, layout) },
      shape: { field: 'images', type: 'nominal', scale: shape },
      tooltip: [
        { field: 'condition', title: 'Condition' },
        { field: 'images', title: 'Images a class' },
        { field: 'seconds', title: 'Processor seconds', format: '.2f' },
        { field: 'wall', title: 'Wall seconds', format: '.2f' },
        { field: 'replicates', title: 'Runs' },
      ],
    },
  });
  return { id: 'cost', label, gap: model.gaps.cell, spec };
}
