import { openStream } from '@seedbed/core';

/** Every property test runs with this seed: a failure in one place is a failure everywhere. */
export const propertySeed = 20261124;

/** Numbers for a test, uniform in ±limit; equal salts give equal numbers. */
export function numbers(salt: string | number, count: number, limit = 1): Float32Array {
  const stream = openStream(`test/${salt}`);
  return Float32Array.from({ length: count }, () => (2 * stream.uniform() - 1) * limit);
}

export const largest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Largest difference, as a share of the largest expected value. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  return largestDifference(actual, expected) / Math.max(largest(expected), Number.MIN_VALUE);
}

/** Largest absolute difference; infinite where lengths differ or something is not a number. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const differences = Array.from(actual, (value, index) => value - (expected[index] as number));
  return differences.some(Number.isNaN) ? Number.POSITIVE_INFINITY : largest(differences);
}
