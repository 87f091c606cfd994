import { mean, sampleStandardDeviation } from 'simple-statistics';
import { studentQuantile } from './students-t.js';

/** A two-sided t interval over replicates. One replicate has none: low = high = mean, and `level` is 0. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Coverage, 0 to 1. */
  readonly level: number;
  /** Replicates behind it. */
  readonly n: number;
}

/** Values in margins whose standard deviation is not above this count as equal: it is rounding, not variation. */
export const roundingInMargins = 1e-9;

/** The same of numbers by themselves, as measured. */
const roundingOf = (values: readonly number[]) => 1e-12 * Math.max(...values.map(Math.abs));

/** One value a replicate, reduced to what the t procedures need. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  /** Of the mean; null where it cannot be estimated: fewer than two values, or all of them equal. */
  readonly standardError: number | null;
}

/** @param values One a replicate, at least one, finite. @param rounding Spread up to which they count as equal. */
export function summarize(values: readonly number[], rounding: number): Sample {
  const n = values.length;
  const spread = n > 1 ? sampleStandardDeviation([...values]) : 0;
  return { n, mean: mean([...values]), standardError: spread > rounding ? spread / Math.sqrt(n) : null };
}

/**
 * Two-sided t interval of the mean over replicates: mean ± t(1 - (1 - level)/2; n - 1) · s/√n.
 *
 * A single value has no interval: low = high = mean, and `level` is 0, because a point covers nothing. Equal values
 * give low = high = mean at the level asked for; `judgeClaims` calls that inconclusive, with a caution.
 * @param values One a replicate, at least one, finite.
 * @param level Coverage, 0 to 1, exclusive.
 * @param rounding Spread up to which they count as equal; by default a trillionth of the largest.
 */
export function tInterval(values: readonly number[], level: number, rounding = roundingOf(values)): Interval {
  const { n, mean: center, standardError } = summarize(values, rounding);
  if (standardError === null) {
    return { mean: center, low: center, high: center, level: n > 1 ? level : 0, n };
  }
  const half = studentQuantile((1 + level) / 2, n - 1) * standardError;
  return { mean: center, low: center - half, high: center + half, level, n };
}
