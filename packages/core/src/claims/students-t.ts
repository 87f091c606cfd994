import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/**
 * The only door to Student's t distribution; @stdlib computes it, nothing here does.
 * @param p 0 to 1, exclusive.
 * @param df Degrees of freedom, 1 or more.
 */
export function studentQuantile(p: number, df: number): number {
  return tQuantile(p, df);
}

/** P(T >= t) for `df` degrees of freedom. Taken as the lower tail of -t, so that small values keep their digits. */
export function studentUpperTail(t: number, df: number): number {
  return tCdf(-t, df);
}
