import { signFlipAbove } from './sign-flip.js';
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

/**
 * The same question without the normal distribution: both sides of the margin by the exact sign-flip test, the larger p.
 * It needs as many replicates as any other verdict: k of them give p = 2^-k at best.
 */
export const exactEquivalence = (values: readonly number[], margin: number): number =>
  Math.max(signFlipAbove(values.map((value) => value + margin)), signFlipAbove(values.map((value) => margin - value)));
