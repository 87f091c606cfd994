import type { TopLevelSpec } from 'vega-lite';
import { singleReplicates } from '../data/accuracy.js';
import { benefitRows, pairRows, reference } from '../data/benefit.js';
import type { ReportModel } from '../data/model.js';
import { cellKey } from '../data/uses.js';
import { benefitAtOneSize } from './benefit-flat.js';
import { opening, signedAxis, type Chart, type Layout } from './chart.js';
import { colour } from './theme.js';

/** Benefit over `base` against target size, one panel a condition, each replicate as a thin line. */
export function benefitChart(model: ReportModel): Chart | null {
  const rows = benefitRows(model.input).map((row) => ({
    ...row,
    uses: [cellKey(row.condition, row.images), cellKey(reference, row.images)],
  }));
  if (rows.length === 0) return null;
  const label = `Accuracy above ${reference} in percentage points by target size, one panel for each condition.`;
  const panels = model.conditions.filter((condition) => rows.some((row) => row.condition === condition));
  const columns = (layout: Layout) => Math.min(panels.length, layout === 'wide' ? 3 : 2);
  const y = {
    type: 'quantitative' as const,
    axis: {
      title: `Points above ${reference}`,
      tickCount: 5,
      ...signedAxis,
    },
  };

  const spec = (layout: Layout): TopLevelSpec => ({
    ...opening(label, model.gaps.cell, layout),
    datasets: { benefits: [...rows, ...(model.replicates > singleReplicates ? [] : pairRows(model.input))] as never },
    data: { name: 'benefits' },
    columns: columns(layout),
    spacing: { row: 26, column: layout === 'wide' ? 26 : 14 },
    facet: {
      field: 'condition',
      type: 'ordinal',
      sort: panels,
      header: { title: null, labelAnchor: 'start', labelPadding: 6 },
    },
    resolve: { axis: { x: 'independent' } },
    spec: {
      width: layout === 'wide' ? 270 : columns(layout) === 1 ? 280 : 132,
      height: layout === 'wide' ? 150 : 120,
      encoding: {
        x: {
          field: 'images',
          type: 'quantitative',
          scale: { type: 'log', base: 2, domain: [model.sizes[0]!, model.sizes.at(-1)!], padding: 8 },
          axis: { title: null, values: [...model.sizes], labelOverlap: 'greedy', format: '~r', grid: false },
        },
      },
      layer: [
        {
          transform: [{ filter: 'isValid(datum.replicate)' }],
          mark: { type: 'line', color: colour.axis, strokeWidth: 1, opacity: 0.55 },
          encoding: { y: { field: 'benefit', ...y }, detail: { field: 'replicate' } },
        },
        {
          transform: [{ filter: 'isValid(datum.low)' }],
          mark: { type: 'rule', color: colour.validation, strokeWidth: 1.75 },
          encoding: { y: { field: 'low', ...y }, y2: { field: 'high' } },
        },
        {
          transform: [{ filter: 'isValid(datum.mean)' }],
          mark: { type: 'line', color: colour.validation, strokeWidth: 2 },
          encoding: { y: { field: 'mean', ...y } },
        },
        {
          transform: [{ filter: 'isValid(datum.mean)' }],
          mark: { type: 'point', filled: true, color: colour.validation, size: 56, opacity: 1 },
          encoding: {
            y: { field: 'mean', ...y },
            tooltip: [
              { field: 'condition', title: 'Condition' },
              { field: 'images', title: 'Images a class' },
              { field: 'mean', title: `Points above ${reference}`, format: '+.1f' },
              { field: 'low', title: 'Interval from', format: '+.1f' },
              { field: 'high', title: 'Interval to', format: '+.1f' },
              { field: 'pairs', title: 'Pairs' },
            ],
          },
        },
      ],
    },
  });
  const flat = (layout: Layout) => benefitAtOneSize(model, rows, label, layout);
  return { id: 'benefit', label, gap: model.gaps.cell, spec: model.sizes.length === 1 ? flat : spec };
}
