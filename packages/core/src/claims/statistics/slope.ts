import { linearRegression } from 'simple-statistics';

/**
 * Least-squares slope of a replicate's contrast on an axis: the change for each step of it.
 * @param at The axis' coordinates, at least two different ones.
 * @param values The contrast at each, in the same order.
 */
export function slopeOn(at: readonly number[], values: readonly number[]): number {
  return linearRegression(at.map((x, index) => [x, values[index]!])).m;
}
