import { smallestSignFlipP } from './sign-flip.js';

/**
 * The smallest p that the exact one-sided sign-flip test can give after correction: k replicates show p = 2^-k at best,
 * which Holm turns into family · 2^-k.
 */
export const smallestCorrectedP = (replicates: number, family = 1): number => Math.min(1, family * smallestSignFlipP(replicates)); // prettier-ignore

/**
 * Replicates with which a smallest p reaches alpha. Reaching it is not power: with exactly so many every single one
 * has to point the claimed way.
 * @param alpha Above 0, below 0.5: one replicate is never enough.
 * @param smallestP Of a number of replicates; falls to 0.
 */
export function replicatesNeeded(alpha: number, smallestP: (replicates: number) => number): number {
  let replicates = 1;
  while (smallestP(replicates) > alpha) replicates += 1;
  return replicates;
}
