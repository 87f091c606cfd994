import { type Experiment, type Factor, type Figure, type GridPoint, pointsIn, valueAt } from '@seedbed/core';
import { capital } from '../text/format.js';

type Dimension = NonNullable<Figure['x']>;

/** What an axis, the lines or the panels of a figure go through, with its values in order. */
export interface Scale {
  /** "learning rate", without its unit. */
  readonly name: string;
  /** "Size (images per class)". */
  readonly title: string;
  /** Words of the values, in the order of the levels; of numbers ascending. */
  readonly values: readonly string[];
  readonly numeric: boolean;
  readonly spacing: Factor['scale'];
  /** The value of a result; undefined where it has none. */
  readonly of: (point: GridPoint, replicate: number) => string | undefined;
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

/** @param figure Only the levels that it draws are values. */
export function scaleOf(
  dimension: Dimension,
  figure: Pick<Figure, 'left'>,
  experiment: Experiment,
  replicates: readonly number[],
): Scale {
  if (dimension.kind === 'replicate') return replicateScale(replicates);
  if (dimension.kind === 'metric' || dimension.kind === 'step') throw new RangeError(`${dimension.kind} has no levels`);
  const factor = experiment.factors[dimension.kind === 'axis' ? dimension.axis.factor : dimension.factor] as Factor;
  const place = experiment.factors.indexOf(factor);
  const level = (point: GridPoint) => factor.levels[point[place] as number];
  const of = (point: GridPoint) => (dimension.kind === 'family' ? (level(point)?.family ?? level(point)?.name) : valueAt(level(point), dimension.axis)); // prettier-ignore
  const found = [...new Set(levelsDrawn(figure, experiment, place).flatMap((index) => of(at(index, place, experiment)) ?? []))]; // prettier-ignore
  const numeric = found.every(isNumber);
  const values = numeric ? [...found].sort((a, b) => Number(a) - Number(b)) : found;
  const own = dimension.kind === 'axis' ? dimension.axis : factor;
  const name = own.title ?? own.name;
  const positive = values.every((value) => Number(value) > 0);
  const unit = own.unit === undefined ? '' : ` (${own.unit})`;
  return {
    ...{ name, title: capital(name) + unit, values, numeric, of },
    spacing: numeric && positive ? own.scale : 'linear',
  };
}

function replicateScale(replicates: readonly number[]): Scale {
  const values = replicates.map(String);
  return { name: 'replicate', title: 'Replicate', values, numeric: true, spacing: 'linear', of: (_, replicate) => String(replicate) }; // prettier-ignore
}

/** The levels of a factor that a figure draws, in the order of the spec. */
function levelsDrawn(figure: Pick<Figure, 'left'>, experiment: Experiment, factor: number): number[] {
  const drawn = new Set(pointsIn(figure, experiment).map((point) => point[factor] as number));
  return [...drawn].sort((a, b) => a - b);
}

/** A point of which only one level matters. */
const at = (level: number, factor: number, { factors }: Experiment): GridPoint => factors.map((_, index) => (index === factor ? level : 0)); // prettier-ignore

/** The steps at which runs were evaluated. */
export function stepScale(steps: readonly number[]): Scale {
  const values = [...new Set(steps)].sort((a, b) => a - b).map(String);
  return { name: 'step', title: 'Step', values, numeric: true, spacing: 'linear', of: () => undefined };
}
