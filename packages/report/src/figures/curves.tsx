import type { ReportModel } from '../data/model.js';
import { Table } from '../parts/table.js';
import { type Axes, axesOf } from '../values/cells.js';
import { type Coursed, coursedBy, type CoursePoint, coursesOf } from '../values/courses.js';
import { axisTitle, digitsOf, type Quantity, quantityOf, written } from '../values/quantity.js';
import { curvesChart } from './parts/curves-chart.js';
import type { FigureView } from './view.js';

/** What a curve shows. */
export type Course = Pick<Quantity, 'title' | 'unit' | 'logarithmic' | 'share' | 'zero' | 'courseOf'>;

export interface Curves {
  readonly quantity: Course & Pick<Quantity, 'step'>;
  readonly axes: Pick<Axes, 'series' | 'facets'>;
  readonly points: readonly CoursePoint[];
  /** Of each replicate; empty where they would be too many. */
  readonly singles: readonly (CoursePoint & { readonly replicate: number })[];
  readonly digits: number;
}

/** More single points than these would make the page heavy and the picture black. */
const mostSingles = 6000;

/** A quantity by training step, a line a series: means over replicates. */
export const curves: FigureView<Curves> = {
  rows(figure, model) {
    const axes = axesOf(figure, model);
    const quantity = quantityOf(figure.shown, { experiment: model.experiment, plan: model.input.plan });
    return curvesOf(coursedBy(figure, axes, quantity, model), quantity, axes, model);
  },
  title: ({ quantity }) => `${quantity.title} by step`,
  chart: curvesChart,
  table: ({ quantity, axes, points, digits }) => <Ends {...{ quantity, axes, points, digits }} />,
  caption: ({ quantity, singles }) => (
    <>
      {quantity.title} at the evaluations, by training step, mean over finished replicates.
      {quantity.logarithmic ? ' The vertical axis is logarithmic.' : ''}
      {singles.length > 0 ? ' Single replicates are drawn on demand.' : ''}
    </>
  ),
};

export function curvesOf(
  coursed: readonly Coursed[],
  quantity: Curves['quantity'],
  axes: Curves['axes'],
  model: ReportModel,
): Curves | null {
  // prettier-ignore
  const points = coursesOf(coursed, quantity, model.indexOf);
  if (points.length === 0) return null;
  const replicates = [...new Set(coursed.map(({ run }) => run.replicate))];
  const single = replicates.flatMap(
    (replicate) =>
    coursesOf(coursed.filter(({ run }) => run.replicate === replicate), quantity, model.indexOf).map((point) => ({ ...point, replicate })), // prettier-ignore
  );
  const ends = lastOf(points).map(({ value }) => value);
  const singles = replicates.length > 1 && single.length <= mostSingles ? single : [];
  return { quantity, axes, points, singles, digits: digitsOf({ unit: quantity.unit }, ends) };
}

/** The last point of each curve. */
function lastOf(points: readonly CoursePoint[]): CoursePoint[] {
  return [...new Map(points.map((point) => [JSON.stringify([point.panel, point.series]), point])).values()];
}

function Ends({ quantity, axes: { series, facets }, points, digits }: Omit<Curves, 'singles'>) {
  return (
    <Table
      label={`${quantity.title} at the last evaluation`}
      columns={[
        ...(facets.length > 0 ? [{ title: facets.map(({ name }) => name).join(', ') }] : []),
        ...(series ? [{ title: series.title }] : []),
        { title: 'Last step', numeric: true },
        { title: axisTitle(quantity), numeric: true },
        { title: 'Replicates', numeric: true },
      ]}
      rows={lastOf(points).map((point) => [
        ...(facets.length > 0 ? [point.panel] : []),
        ...(series ? [point.series] : []),
        point.step,
        written(digits)(point.value),
        point.replicates,
      ])}
    />
  );
}
