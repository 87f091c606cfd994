import { estimateText } from '../values/estimates.js';
import { type Quantity, written } from '../values/quantity.js';
import { lines } from './lines.js';
import { type Lines, linesOf } from './parts/lines-data.js';
import { GridTable } from './parts/tables.js';
import type { FigureView } from './view.js';

/** Processor time of a run: a quantity like any other. */
const processorTime = (stage: string): Quantity => ({
  ...{
    stage,
    title: 'Processor time of a run',
    unit: 's',
    step: 's',
    better: 'lower',
    share: false,
    zero: true,
    logarithmic: false,
  },
  valueOf: ({ cost }) => (cost.cpuSeconds > 0 ? cost.cpuSeconds : undefined),
  courseOf: () => [],
});

interface Cost extends Lines {
  /** Whether some run keeps layers as they are. */
  readonly fixed: boolean;
}

/** What a run cost at each of the places of another figure. */
export const cost: FigureView<Cost> = {
  rows(figure, model) {
    const data = linesOf({ ...figure, reference: undefined }, model, processorTime(figure.shown.stage));
    return data && { ...data, fixed: model.manifests.some(({ config }) => (config.freeze ?? 0) > 0) };
  },
  title: () => 'Processor time of a run',
  chart: (data, _, gap) => lines.chart(data, 'cost', gap),
  table: ({ axes, estimates, digits }) =>
    <GridTable label="Processor seconds of a run, mean and interval" axes={axes} entries={estimates} text={(each) => estimateText(each, written(digits))} />, // prettier-ignore
  caption: ({ fixed }, over) => (
    <>
      Processor seconds of one run, mean over {over}.
      {fixed ? ' Layers that stay fixed are computed once for each example.' : ''}
    </>
  ),
};
