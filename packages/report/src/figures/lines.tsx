import { leaves } from '../charts/ranges.js';
import { byWords } from '../values/cells.js';
import { estimateText } from '../values/estimates.js';
import { level } from '../values/means.js';
import { axisTitle, quantityOf, written } from '../values/quantity.js';
import { linesChart } from './parts/lines-chart.js';
import { type Lines, linesOf } from './parts/lines-data.js';
import { GridTable, SinglesTable } from './parts/tables.js';
import type { FigureView } from './view.js';

/** A quantity against levels, a line a series: means with intervals, single replicates on demand. */
export const lines: FigureView<Lines> = {
  rows: (figure, model) => linesOf(figure, model, quantityOf(figure.shown, model.input)), // prettier-ignore
  title: ({ quantity, axes }) => quantity.title + byWords(axes.facets.length > 0 ? axes : { ...axes, series: null }),
  chart: linesChart,
  table: (data, model) => (
    <>
      <GridTable
        label={`${axisTitle(data.quantity)}${byWords(data.axes)}, mean and interval`}
        axes={data.axes}
        entries={data.estimates}
        text={(each) => estimateText(each, written(data.digits))}
      />
      <SinglesTable
        label={`${data.quantity.title}${byWords(data.axes)}, each replicate`}
        axes={data.axes}
        cells={data.cells}
        model={model}
        text={written(data.digits)}
      />
    </>
  ),
  caption: (data, over) => <Caption {...data} over={over} />,
};

function Caption({ estimates, references, compared, quantity, singles, over }: Lines & { readonly over: string }) {
  const intervals = estimates.some(({ interval }) => interval);
  const both = estimates.some(({ within }) => within);
  const ends = estimates.flatMap(({ interval, within }) => [interval, within].flatMap((each) => each ? [each.low, each.high] : [])); // prettier-ignore
  return (
    <>
      {quantity.title}, mean over {over}.{' '}
      {intervals ? `Bars are ${Math.round(level * 100)} % t intervals over replicates. ` : 'Too few replicates for intervals. '}
      {quantity.share && leaves([0, 100], ends) ? 'They are cut at 0 and 100. ' : ''}
      {both ? 'They include what sets replicates apart; those within replicates leave it out and show differences between points. ' : ''}
      {references.length > 0 ? `Dashed: ${compared}. ` : ''}
      {estimates.some(({ replicates, planned }) => replicates < planned) ? 'A dashed ring marks fewer replicates than planned. ' : ''}
      {singles ? 'Single replicates are drawn on demand, as thin lines. ' : ''}
    </>
  ); // prettier-ignore
}
