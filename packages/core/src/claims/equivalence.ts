import { tTestAbove } from './t-test.js';

/**
 * Two one-sided tests (TOST; Schuirmann 1987): p of "the mean lies outside (-margin, margin)", the larger of the two.
 * p <= alpha/2 exactly where the two-sided t interval at 1 - alpha lies inside the margin.
 * @param values One a replicate, at least one, finite.
 * @param margin In the units of `values`, above 0.
 */
export function equivalenceTest(values: readonly number[], margin: number): number {
  const aboveLower = tTestAbove(values, -margin);
  const belowUpper = tTestAbove(
    values.map((value) => -value),
    -margin,
  );
  return Math.max(aboveLower, belowUpper);
}
