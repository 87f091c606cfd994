import { createRequire } from 'node:module';
import type tCdf from '@stdlib/stats-base-dists-t-cdf';
import type tQuantile from '@stdlib/stats-base-dists-t-quantile';

// Loaded when something is judged: 250 files, a quarter of what core would take to load.
const load = createRequire(import.meta.url);
let loaded: { readonly cdf: typeof tCdf; readonly quantile: typeof tQuantile } | undefined;
const distribution = () =>
  (loaded ??= {
    cdf: load('@stdlib/stats-base-dists-t-cdf') as typeof tCdf,
    quantile: load('@stdlib/stats-base-dists-t-quantile') as typeof tQuantile,
  });

/**
 * The only door to Student's t distribution; @stdlib computes it, nothing here does.
 * @param p 0 to 1, exclusive.
 * @param df Degrees of freedom, 1 or more.
 */
export function studentQuantile(p: number, df: number): number {
  return distribution().quantile(p, df);
}

/** P(T >= t) for `df` degrees of freedom. Taken as the lower tail of -t, so that small values keep their digits. */
export function studentUpperTail(t: number, df: number): number {
  return distribution().cdf(-t, df);
}
