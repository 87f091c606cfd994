import type { TopLevelSpec } from 'vega-lite';
import { confusionRows, confusionRuns } from '../data/confusion.js';
import type { ReportModel } from '../data/model.js';
import { chartWidth, opening, type Chart, type Layout } from './chart.js';
import { colour } from './theme.js';

/** The confusion matrix of a cell that the reader chooses. */
export function confusionChart(model: ReportModel): Chart | null {
  const { shown } = confusionRuns(model);
  const [first] = shown;
  if (!first) return null;
  const distinct = <T>(of: (run: (typeof shown)[number]) => T) => [...new Set(shown.map(of))];
  const replicates = distinct(({ replicate }) => replicate).sort((a, b) => a - b);
  const sizes = model.sizes.filter((images) => shown.some((run) => run.images === images));
  const conditions = model.conditions.filter((name) => shown.some((run) => run.condition === name));
  const label = `Confusion matrix of one run: rows are true classes, columns what the network said, in counts of test images. Shown first: ${conditions[0]} at ${sizes[0]} images a class, replicate ${replicates[0]}.`;
  const widest = Math.max(...shown.map((run) => run.data.classes.length));
  const numbers = widest <= 12;

  const spec = (layout: Layout): TopLevelSpec => {
    const side = Math.min(layout === 'wide' ? 560 : chartWidth.narrow - 110, 74 * widest);
    return {
      ...opening(label, model.gaps.cell, layout),
      datasets: { confusion: confusionRows(shown) as never },
      data: { name: 'confusion' },
      params: [
        {
          name: 'matrixCondition',
          value: conditions[0]!,
          bind: { input: 'select', options: conditions, name: 'Condition ' },
        },
        { name: 'matrixImages', value: sizes[0]!, bind: { input: 'select', options: sizes, name: 'Images a class ' } },
        {
          name: 'matrixReplicate',
          value: replicates[0]!,
          bind: { input: 'select', options: replicates, name: 'Replicate ' },
        },
      ],
      transform: [
        {
          filter:
            'datum.cell === matrixCondition && datum.images === +matrixImages && datum.replicate === +matrixReplicate',
        },
        { calculate: 'datum.cell', as: 'condition' },
        { flatten: ['predicted', 'n'] },
        { joinaggregate: [{ op: 'sum', field: 'n', as: 'all' }], groupby: ['truth'] },
        { calculate: 'datum.n / datum.all', as: 'share' },
      ],
      width: side,
      height: side * 0.72,
      encoding: {
        x: {
          field: 'predicted',
          type: 'nominal',
          sort: null,
          axis: { title: 'Said', labelAngle: -40, labelLimit: 90, domain: false },
        },
        y: {
          field: 'truth',
          type: 'nominal',
          sort: null,
          axis: { title: 'True class', labelLimit: 90, domain: false },
        },
      },
      layer: [
        {
          mark: { type: 'rect', color: colour.validation },
          encoding: {
            opacity: {
              field: 'share',
              type: 'quantitative',
              scale: { domain: [0, 1], range: [0.03, 0.6] },
              legend: null,
            },
            tooltip: [
              { field: 'condition', title: 'Condition' },
              { field: 'images', title: 'Images a class' },
              { field: 'replicate', title: 'Replicate' },
              { field: 'truth', title: 'True class' },
              { field: 'predicted', title: 'Said' },
              { field: 'n', title: 'Test images' },
              { field: 'share', title: 'Share of the class', format: '.1%' },
            ],
          },
        },
        ...(numbers
          ? [
              {
                mark: {
                  type: 'text' as const,
                  color: colour.ink,
                  fontSize: layout === 'wide' ? 12 : 10,
                  tooltip: null,
                },
                encoding: { text: { field: 'n' } },
              },
            ]
          : []),
      ],
    };
  };
  return { id: 'confusion', label, gap: model.gaps.cell, spec };
}
