import { counterparts, type Figure, type GridPoint, matches, pointsIn, type Selector } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { type Axes, type Cell, cellsOf } from './cells.js';
import { mean } from './means.js';
import type { Quantity } from './quantity.js';
import { selectorWords } from './references.js';

/** What is subtracted. */
export interface Baseline {
  readonly name: string;
  readonly selector: Selector;
}

/** More than these make a list that nobody reads, and a page that nobody loads. */
const mostBaselines = 12;

/** What a figure subtracts, and what a reader may choose instead: the other levels of its factor. */
export function baselinesOf({ minus, left }: Figure, model: ReportModel): Baseline[] {
  if (!minus) return [];
  const own = { name: selectorWords(minus, model), selector: minus };
  const [[name, levels], second] = [...minus] as [[string, ReadonlySet<number>], unknown];
  const factor = model.experiment.factors.findIndex((each) => each.name === name);
  if (second !== undefined || factor < 0 || levels.size !== 1) return [own];
  const others = (left[factor] as readonly number[])
    .filter((level) => !levels.has(level))
    .map((level): Baseline => {
      const selector: Selector = new Map([[name, new Set([level])]]);
      return { name: selectorWords(selector, model), selector };
    });
  return others.length < mostBaselines ? [own, ...others] : [own];
}

/** Differences from a baseline, paired within replicates; a level is not compared with itself. */
export function differencesOf(
  figure: Figure,
  { selector }: Baseline,
  quantity: Quantity,
  axes: Axes,
  model: ReportModel,
): Cell[] {
  const { experiment } = model;
  const isSelected = (point: GridPoint) => matches(selector, point, experiment.factors);
  const against = new Map(
    pointsIn(figure, experiment).map((point) => [point, counterparts(point, selector, experiment)]),
  );
  const valueAt = (points: readonly GridPoint[], replicate: number) => {
    const runs = points.flatMap((point) => model.runAt(quantity.stage, point, replicate) ?? []);
    const values = runs.flatMap((run) => quantity.valueOf(run) ?? []);
    return points.length > 0 && values.length === points.length ? { value: mean(values), runs } : undefined;
  };
  return cellsOf(figure, model, axes, (point, replicate) => {
    if (isSelected(point)) return undefined;
    const [own, other] = [[point], against.get(point) ?? []].map((points) => valueAt(points, replicate));
    if (!own || !other) return undefined;
    return { value: own.value - other.value, runs: [...own.runs, ...other.runs] };
  }).filter(({ points }) => !points.every(isSelected));
}
