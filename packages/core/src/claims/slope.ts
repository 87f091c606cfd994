import { linearRegression } from 'simple-statistics';

/**
 * Least-squares slope of a replicate's contrast on log2 of the target size: the change for each doubling
 * (protocol, C1: slope b_r of B_r on log2 n).
 * @param sizes Training images a class, at least two different ones.
 * @param values The contrast at each size, in the same order.
 */
export function slopePerDoubling(sizes: readonly number[], values: readonly number[]): number {
  return linearRegression(sizes.map((size, index) => [Math.log2(size), values[index]!])).m;
}
