import type { TopLevelSpec } from 'vega-lite';
import { depthRows } from '../data/depth.js';
import type { ReportModel } from '../data/model.js';
import { chartWidth, opening, type Chart, type Layout } from './chart.js';
import { colour } from './theme.js';

/** Which number of fixed layers is best at each target size: how often under resampling, and by the mean. */
export function depthChart(model: ReportModel): Chart | null {
  const rows = depthRows(model.input).map((row) => ({ ...row, percent: `${Math.round(row.share * 100)}` }));
  if (rows.length === 0) return null;
  const families = [...new Set(rows.map((row) => row.family))];
  const label =
    'How often each number of fixed layers is the best at each target size, in percent of resamples of the replicates; a ring marks the highest mean.';

  const spec = (layout: Layout): TopLevelSpec => {
    const columns = layout === 'wide' ? Math.min(3, families.length) : 1;
    const room = (chartWidth[layout] - 90) / columns - 20;
    return {
      ...opening(label, model.gaps.cell, layout),
      datasets: { depths: rows as never },
      data: { name: 'depths' },
      columns,
      facet: {
        field: 'family',
        type: 'nominal',
        sort: families,
        header: { title: null, labelAnchor: 'start', labelPadding: 6 },
      },
      spacing: 20,
      spec: {
        width: Math.min(room, Math.max(150, 96 * model.sizes.length)),
        height: { step: 30 },
        encoding: {
          x: {
            field: 'images',
            type: 'ordinal',
            axis: { title: 'Target images a class', labelAngle: 0, domain: false },
          },
          y: { field: 'depth', type: 'ordinal', sort: 'descending', axis: { title: 'Layers fixed' } },
        },
        layer: [
          {
            mark: { type: 'rect', color: colour.validation },
            encoding: {
              opacity: {
                field: 'share',
                type: 'quantitative',
                scale: { domain: [0, 1], range: [0.04, 0.55] },
                legend: null,
              },
              tooltip: [
                { field: 'condition', title: 'Condition' },
                { field: 'images', title: 'Images a class' },
                { field: 'percent', title: 'Best in % of resamples' },
                { field: 'mean', title: 'Mean accuracy (%)', format: '.1f' },
                { field: 'replicates', title: 'Replicates' },
              ],
            },
          },
          {
            transform: [{ filter: 'datum.best' }],
            mark: {
              type: 'point',
              shape: 'circle',
              size: 560,
              filled: false,
              color: colour.ink,
              strokeWidth: 1.5,
              tooltip: null,
            },
          },
          {
            mark: { type: 'text', color: colour.ink, fontSize: 11, tooltip: null },
            encoding: { text: { field: 'percent' } },
          },
        ],
      },
    };
  };
  return { id: 'depth', label, gap: model.gaps.cell, spec };
}
