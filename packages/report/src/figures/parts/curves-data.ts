import type { ReportModel } from '../../data/model.js';
import type { Axes } from '../../values/cells.js';
import { type Coursed, type CoursePoint, coursesOf } from '../../values/courses.js';
import { digitsOf, type Quantity } from '../../values/quantity.js';

export interface Curves {
  readonly quantity: Quantity;
  readonly axes: Pick<Axes, 'series' | 'facets'>;
  readonly points: readonly CoursePoint[];
  /** Of each replicate; empty where they would be too many. */
  readonly singles: readonly (Omit<CoursePoint, 'runs' | 'replicates'> & { readonly replicate: number })[];
  readonly digits: number;
}

/** More single points than these would make the page heavy and the picture black. */
const mostSingles = 3000;

/** Curves of some runs; null where none was evaluated. */
export function curvesOf(
  coursed: readonly Coursed[],
  quantity: Curves['quantity'],
  axes: Curves['axes'],
  model: ReportModel,
): Curves | null {
  const points = coursesOf(coursed, quantity, model.indexOf);
  if (points.length === 0) return null;
  const replicates = [...new Set(coursed.map(({ run }) => run.replicate))];
  const single = replicates.flatMap(
    (replicate) =>
    coursesOf(coursed.filter(({ run }) => run.replicate === replicate), quantity, model.indexOf).map(({ panel, series, step, value }) => ({ panel, series, step, value, replicate })), // prettier-ignore
  );
  const ends = lastOf(points).map(({ value }) => value);
  const singles = replicates.length > 1 && single.length <= mostSingles ? single : [];
  return { quantity, axes, points, singles, digits: digitsOf({ unit: quantity.unit }, ends) };
}

/** The last point of each curve. */
export function lastOf(points: readonly CoursePoint[]): CoursePoint[] {
  return [...new Map(points.map((point) => [JSON.stringify([point.panel, point.series]), point])).values()];
}
