import { type Figure, type GridPoint, type Manifest, pointsIn } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { type Axes, spotOf } from './cells.js';
import { mean } from './means.js';
import type { Quantity } from './quantity.js';

/** A point of a curve: the mean over the runs that were evaluated at this step. */
export interface CoursePoint {
  readonly panel: string;
  readonly series: string;
  readonly step: number;
  readonly value: number;
  readonly replicates: number;
  readonly runs: readonly number[];
}

/** A run, and the curve that it belongs to. */
export interface Coursed {
  readonly panel: string;
  readonly series: string;
  readonly run: Manifest;
}

/** The runs of a figure over steps. */
export function coursedBy(figure: Figure, axes: Axes, quantity: Quantity, model: ReportModel): Coursed[] {
  return pointsIn(figure, model.experiment).flatMap((point: GridPoint) =>
    model.replicates.flatMap((replicate) => {
      const spot = spotOf({ ...axes, x: null }, point, replicate);
      const run = model.runAt(quantity.stage, point, replicate);
      return spot && run ? [{ panel: spot.panel, series: spot.series, run }] : [];
    }),
  );
}

/** Curves, averaged over the runs of each, steps ascending. */
export function coursesOf(
  coursed: readonly Coursed[],
  quantity: Quantity,
  indexOf: ReportModel['indexOf'],
): CoursePoint[] {
  const curves = new Map<string, { panel: string; series: string; steps: Map<number, { value: number; run: Manifest }[]> }>(); // prettier-ignore
  for (const { panel, series, run } of coursed) {
    const key = JSON.stringify([panel, series]);
    const curve = curves.get(key) ?? { panel, series, steps: new Map<number, { value: number; run: Manifest }[]>() };
    curves.set(key, curve);
    for (const { step, value } of quantity.courseOf(run)) curve.steps.set(step, [...(curve.steps.get(step) ?? []), { value, run }]); // prettier-ignore
  }
  return [...curves.values()].flatMap(({ panel, series, steps }) =>
    [...steps]
      .sort(([a], [b]) => a - b)
      .map(([step, found]) => ({
        ...{ panel, series, step, value: mean(found.map(({ value }) => value)) },
        replicates: new Set(found.map(({ run }) => run.replicate)).size,
        runs: [...new Set(found.map(({ run }) => indexOf(run)))],
      })),
  );
}
