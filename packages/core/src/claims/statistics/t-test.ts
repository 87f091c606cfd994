import { studentUpperTail } from './students-t.js';
import { roundingInMargins, summarize } from './t-interval.js';

/**
 * One-sided t test over replicates: p of "the mean is not above `bound`", from t = (mean - bound) / (s/√n).
 * @param values In margins, one a replicate, at least one, finite.
 * @returns 1 where the spread cannot be estimated (one value, or equal values): that is no evidence.
 */
export function tTestAbove(values: readonly number[], bound = 0): number {
  const { n, mean, standardError } = summarize(values, roundingInMargins);
  return standardError === null ? 1 : studentUpperTail((mean - bound) / standardError, n - 1);
}
