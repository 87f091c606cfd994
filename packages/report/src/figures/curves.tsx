import { Table } from '../parts/table.js';
import { axesOf, byWords } from '../values/cells.js';
import { coursedBy } from '../values/courses.js';
import { axisTitle, quantityOf, written } from '../values/quantity.js';
import { curvesChart } from './parts/curves-chart.js';
import { type Curves, curvesOf, lastOf } from './parts/curves-data.js';
import { placeFields } from './parts/places.js';
import type { FigureView } from './view.js';

/** A quantity by training step, a line a series: means over replicates. */
export const curves: FigureView<Curves> = {
  rows(figure, model) {
    const axes = axesOf(figure, model);
    const quantity = quantityOf(figure.shown, model.input);
    return curvesOf(coursedBy(figure, axes, quantity, model), quantity, axes, model);
  },
  title: ({ quantity }) => `${quantity.title} by step`,
  chart: curvesChart,
  table: ({ quantity, axes, points, digits }) => <Ends {...{ quantity, axes, points, digits }} />,
  caption: ({ quantity, singles }, over) => (
    <>
      {quantity.title} at the evaluations, by training step, mean over {over}.
      {quantity.logarithmic ? ' The vertical axis is logarithmic.' : ''}
      {singles.length > 0 ? ' Single replicates are drawn on demand.' : ''}
    </>
  ),
};

function Ends({ quantity, axes, points, digits }: Omit<Curves, 'singles'>) {
  const heads = placeFields(axes);
  return (
    <Table
      label={`${quantity.title} at the last evaluation${byWords({ x: null, ...axes })}`}
      columns={[
        ...heads,
        { title: 'Last step', numeric: true },
        { title: axisTitle(quantity), numeric: true },
        { title: 'Replicates', numeric: true },
      ]}
      rows={lastOf(points).map((point) => [
        ...heads.map(({ field }) => (field === 'panel' ? point.panel : point.series)),
        point.step,
        written(digits)(point.value),
        point.replicates,
      ])}
    />
  );
}
