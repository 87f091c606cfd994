import { fail, type Placed } from './value.js';

/** Far more than anybody trains; keeps a slip from filling the memory. */
const most = 100_000;

/**
 * @param where the field that makes them so many.
 * @throws SeedbedError SB_GRID_SIZE for more combinations than a plan can hold.
 */
export function checkSize(size: number, what: string, where: Placed): void {
  if (size <= most) return;
  throw fail('SB_GRID_SIZE', where, `${what} are ${size}, at most ${most} are possible`);
}

/** How many combinations there are of one item of each list. */
export const combinationCount = (lists: Iterable<{ readonly length: number }>): number =>
  [...lists].reduce((count, { length }) => count * length, 1);

/** Every combination of one item of each list, the last one changing fastest. */
export function product<T>(lists: Iterable<readonly T[]>): T[][] {
  let all: T[][] = [[]];
  for (const items of lists) all = all.flatMap((before) => items.map((item) => [...before, item]));
  return all;
}

/** The same of values by name, or by whatever they are values of. */
export function combinations<K, T>(values: ReadonlyMap<K, readonly T[]>): Map<K, T>[] {
  const keys = [...values.keys()];
  return product(values.values()).map((chosen) => new Map(chosen.map((value, index) => [keys[index] as K, value])));
}
