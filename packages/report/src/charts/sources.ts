import type { TopLevelSpec } from 'vega-lite';
import { sourceKind } from '../data/learning.js';
import type { ReportModel } from '../data/model.js';
import { chartWidth, opening, type Chart, type Layout } from './chart.js';
import { pointsDomain } from './scales.js';
import { colour } from './theme.js';

/** Test accuracy of the source networks, a dot for each. */
export function sourcesChart(model: ReportModel): Chart | null {
  const rows = model.tally.counted
    .filter((run) => run.role === 'source')
    .map((run) => ({
      kind: `${sourceKind(run)} × ${run.images}`,
      condition: sourceKind(run),
      images: run.images,
      replicate: run.replicate,
      accuracy: run.test!.accuracy * 100,
    }));
  if (rows.length === 0) return null;
  const label = 'Test accuracy in percent of each source network on the classes that it learnt.';

  const spec = (layout: Layout): TopLevelSpec => ({
    ...opening(label, model.gaps.source, layout),
    width: chartWidth[layout],
    height: 46 * new Set(rows.map((row) => row.kind)).size,
    autosize: { type: 'fit-x', contains: 'padding' },
    datasets: { sources: rows as never },
    data: { name: 'sources' },
    mark: { type: 'point', filled: true, color: colour.validation, size: 90, opacity: 0.75 },
    encoding: {
      x: {
        field: 'accuracy',
        type: 'quantitative',
        scale: { domain: pointsDomain(rows.map((row) => row.accuracy)), zero: false },
        axis: { title: 'Test accuracy (%)', grid: true, tickCount: 6 },
      },
      y: {
        field: 'kind',
        type: 'nominal',
        axis: { title: null, labelLimit: layout === 'wide' ? 240 : 160, labelColor: colour.ink },
      },
      tooltip: [
        { field: 'kind', title: 'Learnt' },
        { field: 'replicate', title: 'Replicate' },
        { field: 'accuracy', title: 'Accuracy (%)', format: '.1f' },
      ],
    },
  });
  return { id: 'sources', label, gap: model.gaps.source, spec };
}
