import type { TopLevelSpec } from 'vega-lite';
import { singleReplicates } from '../data/accuracy.js';
import { pairRows, reference, type BenefitRow } from '../data/benefit.js';
import type { ReportModel } from '../data/model.js';
import { chartWidth, opening, signedAxis, type Layout } from './chart.js';
import { colour } from './theme.js';

/** Benefit over `base` where there is one target size only: a row a condition, each replicate as a thin tick. */
export function benefitAtOneSize(
  model: ReportModel,
  rows: readonly (BenefitRow & { readonly uses: readonly string[] })[],
  label: string,
  layout: Layout,
): TopLevelSpec {
  const conditions = model.conditions.filter((condition) => rows.some((row) => row.condition === condition));
  const y = {
    field: 'condition',
    type: 'nominal' as const,
    sort: conditions,
    axis: { title: null, labelColor: colour.ink, grid: true },
  };
  const axis = { title: `Points above ${reference}`, tickCount: 6, ...signedAxis };
  return {
    ...opening(label, model.gaps.cell, layout),
    width: chartWidth[layout],
    height: 26 * conditions.length,
    autosize: { type: 'fit-x', contains: 'padding' },
    datasets: {
      benefits: rows as never,
      pairs: (model.replicates > singleReplicates ? [] : pairRows(model.input)) as never,
    },
    data: { name: 'benefits' },
    layer: [
      {
        data: { name: 'pairs' },
        mark: { type: 'tick', color: colour.axis, thickness: 1, size: 12, opacity: 0.8 },
        encoding: { y, x: { field: 'benefit', type: 'quantitative', axis } },
      },
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule', color: colour.validation, strokeWidth: 1.75 },
        encoding: { y, x: { field: 'low', type: 'quantitative', axis }, x2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, color: colour.validation, size: 60, opacity: 1 },
        encoding: {
          y,
          x: { field: 'mean', type: 'quantitative', axis },
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
  };
}
