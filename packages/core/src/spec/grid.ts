import { choices } from './nearest.js';
import type { Factor, Level } from './factors.js';
import { sameLevel } from './substitute.js';
import { checkSize, combinationCount, product } from './combinations.js';
import { fail, failAt, itemsOf, kindOf, levelText, type Value } from './value.js';

/** One level of each factor, as indices, in the order of the factors. */
export type GridPoint = readonly number[];

/** Which levels of each factor are meant; a factor that is not there is not restricted. */
export type Selector = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * Levels of one factor, by their names or by the name of a family.
 * @throws SeedbedError SB_LEVEL_UNKNOWN with all there are and the nearest.
 */
export function levelsNamed(factor: Factor, written: Value): number[] {
  return itemsOf(written).flatMap((item) => {
    const text = levelText(item);
    if (text === undefined) throw fail('SB_LEVEL_UNKNOWN', item, `a level of ${factor.name} cannot be ${kindOf(item)}`);
    const found = factor.levels.flatMap(({ name, family }, index) => (sameLevel(name, text) || family === text ? [index] : [])); // prettier-ignore
    if (found.length > 0) return found;
    const names = factor.levels.map(({ name }) => name);
    const families = factor.levels.flatMap(({ family }) => family ?? []);
    throw fail('SB_LEVEL_UNKNOWN', item, `${factor.name} has no level "${text}"`, choices(text, [...new Set([...names, ...families])])); // prettier-ignore
  });
}

/** @throws SeedbedError SB_FACTOR_UNKNOWN, SB_LEVEL_UNKNOWN, SB_SPEC_INVALID. */
export function selectorOf(written: Value, factors: readonly Factor[]): Selector {
  if (written.kind !== 'mapping') throw fail('SB_SPEC_INVALID', written, `${kindOf(written)} selects nothing`, 'write { FACTOR: LEVEL }'); // prettier-ignore
  return new Map(
    [...written.entries].map(([name, { key, value }]) => {
      const factor = factors.find((each) => each.name === name);
      if (!factor) throw failAt('SB_FACTOR_UNKNOWN', key, `there is no factor "${name}"`, choices(name, factors.map((each) => each.name))); // prettier-ignore
      return [name, new Set(levelsNamed(factor, value))] as const;
    }),
  );
}

export const matches = (selector: Selector, point: GridPoint, factors: readonly Factor[]): boolean =>
  factors.every(({ name }, index) => selector.get(name)?.has(point[index] as number) ?? true);

/**
 * The product of all factors, the last one changing fastest, without the points that are skipped.
 * @throws SeedbedError SB_GRID_SIZE.
 */
export function gridOf(factors: readonly Factor[], skip: readonly Selector[]): GridPoint[] {
  const [first] = factors;
  if (first) checkSize(combinationCount(factors.map(({ levels }) => levels)), 'the grid points of all factors', first);
  const points = product(factors.map(({ levels }) => levels.map((_, index) => index)));
  return points.filter((point) => !skip.some((selector) => matches(selector, point, factors)));
}

export const levelsAt = (point: GridPoint, factors: readonly Factor[]): Level[] =>
  factors.map(({ levels }, index) => levels[point[index] as number] as Level);

/** Whether a point has these levels; a factor that is not there is not restricted. */
export const hasLevels = (point: GridPoint, levels: ReadonlyMap<string, number>, factors: readonly Factor[]): boolean =>
  factors.every(({ name }, index) => (levels.get(name) ?? point[index]) === point[index]);

/** Whether a point has these levels, by name; a factor that is not there is not restricted. */
export const isAt = (point: GridPoint, at: ReadonlyMap<string, string>, factors: readonly Factor[]): boolean =>
  levelsAt(point, factors).every(({ name }, index) => (at.get((factors[index] as Factor).name) ?? name) === name);

/** A point as text without its levels of some factors: equal for points that differ in these alone. */
export const textWithout = (point: GridPoint, isLeftOut: (factor: number) => boolean): string =>
  point.map((level, factor) => (isLeftOut(factor) ? '*' : level)).join();

/** "size 5, condition S6T", for people. */
export const pointText = (point: GridPoint, factors: readonly Factor[], only?: ReadonlySet<string>): string =>
  factors
    .flatMap(({ name, levels }, index) =>
      only?.has(name) === false ? [] : [`${name} ${levels[point[index] as number]?.name}`],
    )
    .join(', ');
