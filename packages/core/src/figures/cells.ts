import { combinations, product } from '../spec/combinations.js';
import { choices } from '../spec/nearest.js';
import type { Experiment } from '../spec/experiment.js';
import type { Factor } from '../spec/factors.js';
import { type GridPoint, levelsNamed, pointText, type Selector, selectorOf, textWithout } from '../spec/grid.js';
import { sameLevel } from '../spec/substitute.js';
import { fail, failAt, field, itemsOf, levelText, textOf, type Value, kindOf } from '../spec/value.js';

/** A factor, or a variable of a factor's families. */
export interface Axis extends Pick<Factor, 'title' | 'unit' | 'scale'> {
  readonly name: string;
  /** Index of the factor. */
  readonly factor: number;
  readonly variable: boolean;
}

export const factorAxis = ({ name, title, unit, scale }: Factor, factor: number): Axis =>
  ({ name, title, unit, scale, factor, variable: false }); // prettier-ignore

/** A variable has no title, unit or scale of its own. */
export const variableAxis = (name: string, factor: number): Axis =>
  ({ name, title: undefined, unit: undefined, scale: 'linear', factor, variable: true }); // prettier-ignore

/** A combination of values of the axes of `over`: where a claim is judged once. */
export type Place = ReadonlyMap<Axis, string>;

/** Which grid points a claim or a figure looks at. */
export interface Scope {
  readonly over: readonly Axis[];
  readonly mean: readonly Axis[];
  /** Of each factor the levels that `at` leaves. */
  readonly left: readonly (readonly number[])[];
}

/** The axis of a name. @throws SeedbedError SB_FACTOR_UNKNOWN. */
export function axisNamed(written: Value, factors: readonly Factor[]): Axis {
  const name = textOf(written) ?? '';
  const factor = factors.findIndex((each) => each.name === name || each.variables.includes(name));
  const found = factors[factor];
  if (found) return found.name === name ? factorAxis(found, factor) : variableAxis(name, factor);
  const known = factors.flatMap((each) => [each.name, ...each.variables]);
  throw fail('SB_FACTOR_UNKNOWN', written, `there is no factor or variable ${kindOf(written)}`, choices(name, known));
}

/** What `over`, `at` and `mean` say. @throws SeedbedError SB_FACTOR_UNKNOWN, SB_LEVEL_UNKNOWN, SB_SCOPE_TWICE. */
export function scopeOf(written: Value, { factors }: Experiment): Scope {
  const axes = (key: string) => {
    const value = field(written, key);
    return value ? itemsOf(value).map((item) => axisNamed(item, factors)) : [];
  };
  const [over, mean] = [axes('over'), axes('mean')];
  const both = mean.find(({ factor }) => over.some((each) => each.factor === factor));
  if (both) throw fail('SB_SCOPE_TWICE', field(written, 'mean') as Value, `${both.name} is both in over and in mean`);
  return { over, mean, left: leftBy(field(written, 'at'), factors) };
}

function leftBy(at: Value | undefined, factors: readonly Factor[]): number[][] {
  const left = factors.map(({ levels }) => levels.map((_, index) => index));
  if (at?.kind !== 'mapping') return left;
  for (const [name, { key, value }] of at.entries) {
    const axis = axisNamed({ kind: 'scalar', value: name, place: key }, factors);
    const { factor } = axis;
    const kept = keptBy(axis, factors[factor] as Factor, value);
    left[factor] = (left[factor] as number[]).filter((level) => kept(level));
    if (left[factor]?.length === 0)
      throw failAt('SB_LEVEL_UNKNOWN', key, `no level of ${factors[factor]?.name} is left`);
  }
  return left;
}

/** Whether a level is kept, by its name or number, or by the value of a variable; a level without it is kept. */
function keptBy(axis: Axis, factor: Factor, written: Value): (level: number) => boolean {
  const textAt = (level: number) => valueAt(factor.levels[level], axis);
  if (written.kind === 'mapping') {
    const [from, below] = ['from', 'below'].map((key) => field(written, key));
    const number = (value: Value | undefined) => (value?.kind === 'scalar' ? Number(value.value) : undefined);
    return (level) => {
      const text = textAt(level);
      if (text === undefined) return true;
      return Number(text) >= (number(from) ?? -Infinity) && Number(text) < (number(below) ?? Infinity);
    };
  }
  if (!axis.variable) {
    const levels = new Set(levelsNamed(factor, written));
    return (level) => levels.has(level);
  }
  const texts = itemsOf(written).map((item) => levelText(item) ?? '');
  return (level) => textAt(level) === undefined || texts.some((text) => sameLevel(text, textAt(level) as string));
}

/** What plus, minus or among says, with the families that it names. */
export interface Side {
  readonly selector: Selector;
  readonly written: Value;
}

export const sideOf = (written: Value, factors: readonly Factor[]): Side => ({
  selector: selectorOf(written, factors),
  written,
});

/** Every place of a scope, in the order of the levels, that some level has. */
export function placesOf({ over, left }: Scope, factors: readonly Factor[]): Place[] {
  const valuesOn = (axis: Axis) => {
    const { levels } = factors[axis.factor] as Factor;
    return (left[axis.factor] as readonly number[]).flatMap((level) => valueAt(levels[level], axis) ?? []);
  };
  return combinations(new Map(over.map((axis) => [axis, [...new Set(valuesOn(axis))]])));
}

/** What a level is called on an axis: its name, or the value of a variable; undefined of a level without it. */
export function valueAt(level: Factor['levels'][number] | undefined, { name, variable }: Axis): string | undefined {
  if (!variable) return level?.name;
  const value = level?.variables.get(name);
  return value && levelText(value);
}

/**
 * The grid points whose mean is one side of a claim at a place.
 * @throws SeedbedError SB_POINT_MISSING where one of them is skipped, but for those that only `mean` adds.
 */
export function pointsOf(
  side: Side | undefined,
  place: Place,
  scope: Scope,
  experiment: Experiment,
  claim: Value,
): GridPoint[] {
  const { factors, points } = experiment;
  const there = new Set(points.map((point) => point.join()));
  const fixed = factors.map(({ name, levels }, index) => {
    const named = side?.selector.get(name);
    const inPlace = [...place].filter(([axis]) => axis.factor === index);
    const candidates = named ? [...named] : (scope.left[index] as readonly number[]);
    return candidates.filter((level) =>
      inPlace.every(([axis, value]) => {
        const own = valueAt(levels[level], axis);
        return own === undefined ? named !== undefined : sameLevel(own, value);
      }),
    );
  });
  const all = product(fixed);
  const averaged = new Set(scope.mean.map(({ factor }) => factor));
  const without = (point: GridPoint) => textWithout(point, (factor) => averaged.has(factor));
  const present = all.filter((point) => there.has(point.join()));
  const covered = new Set(present.map(without));
  const lost = all.find((point) => !covered.has(without(point)));
  if (all.length > 0 && lost === undefined) return present;
  const what = lost ? pointText(lost, factors) : [...place].map(([{ name }, value]) => `${name} ${value}`).join(', ');
  throw fail('SB_POINT_MISSING', side?.written ?? claim, `there is no result at ${what}`, lost ? 'it is skipped: restrict the claim with at, or take it out of skip' : 'no level of it fits: restrict the claim with at'); // prettier-ignore
}
