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

/** Below this standard deviation (percentage points) values count as equal: it is rounding, not variation. */
const noSpread = 1e-9;

/** One value a replicate, reduced to what the t procedures need. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  /** Of the mean; null where it cannot be estimated: fewer than two values, or all of them equal. */
  readonly standardError: number | null;
}

/** @param values One a replicate, at least one, finite. */
export function summarise(values: readonly number[]): Sample {
  const n = values.length;
  const spread = n > 1 ? sampleStandardDeviation([...values]) : 0;
  return { n, mean: mean([...values]), standardError: spread > noSpread ? spread / Math.sqrt(n) : null };
}

/**
 * Two-sided t interval of the mean over replicates: mean ± t(1 - (1 - level)/2; n - 1) · s/√n (protocol, Statistics).
 *
 * A single value has no interval: low = high = mean, and `level` is 0, because a point covers nothing. Equal values
 * give low = high = mean at the level asked for; `judgeClaims` calls that inconclusive, with a caution.
 * @param values One a replicate, at least one, finite.
 * @param level Coverage, 0 to 1, exclusive.
 */
export function tInterval(values: readonly number[], level: number): Interval {
  const { n, mean: centre, standardError } = summarise(values);
  if (standardError === null) {
    return { mean: centre, low: centre, high: centre, level: n > 1 ? level : 0, n };
  }
  const half = studentQuantile((1 + level) / 2, n - 1) * standardError;
  return { mean: centre, low: centre - half, high: centre + half, level, n };
}
