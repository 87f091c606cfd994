import { linearRegression } from 'simple-statistics';

/**
 * Least-squares slope of a replicate's contrast on an axis (protocol, C1: slope b_r of B_r on log2 n, the change for
 * each doubling).
 * @param at The axis' coordinates, at least two different ones.
 * @param values The contrast at each, in the same order.
 */
export function slopeOn(at: readonly number[], values: readonly number[]): number {
  return linearRegression(at.map((x, index) => [x, values[index]!])).m;
}
