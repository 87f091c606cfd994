import type { ClaimSpec } from '../spec/claims-schema.js';
import { placesOf } from './places.js';
import { smallestSignFlipP } from './statistics/sign-flip.js';
import { count } from './words.js';

/** A claim that the planned replicates cannot support, whatever they show. */
export interface UnreachableClaim {
  readonly id: string;
  readonly alpha: number;
  /** The smallest p that the exact sign-flip test can give, adjusted for the sizes. */
  readonly smallestP: number;
  /** How many replicates could reach alpha; null where no number would (fewer sizes than the claim needs). */
  readonly needed: number | null;
  /** One sentence for `seedbed plan`. */
  readonly message: string;
}

/**
 * Replicates with which the exact one-sided sign-flip test can reach alpha at every one of `family` sizes. The best
 * that k replicates can show is p = 2^-k at each size, which Holm turns into family · 2^-k (protocol, Seeds).
 */
export function replicatesNeeded(alpha: number, family = 1): number {
  let k = 1; // Never enough: alpha is below 0.5.
  while (family * smallestSignFlipP(k) > alpha) k += 1;
  return k;
}

/**
 * The claims that cannot come out as *supported* with the planned number of replicates, so that a plan can say so
 * before anything is trained. Reaching alpha in principle is not power: with exactly `needed` replicates every single
 * one has to point the claimed way.
 */
export function unreachableClaims(
  claims: readonly ClaimSpec[],
  plan: { readonly sizes: readonly number[]; readonly replicates: number },
): UnreachableClaim[] {
  return claims.flatMap(({ id, alpha, test }) => {
    const places = placesOf(test, plan.sizes);
    const family = Math.max(1, familyOf(test, places.length));
    const smallestP = Math.min(1, family * smallestSignFlipP(plan.replicates));
    const tooFew = places.length < (test.kind === 'trend' ? 2 : 1);
    const needed = tooFew ? null : replicatesNeeded(alpha, family);
    if (needed !== null && plan.replicates >= needed) return [];
    const over = places.some(({ point }) => point !== null) || test.kind === 'best';
    const message =
      needed === null
        ? `Claim ${id} has too few target sizes to be judged.`
        : `Claim ${id}: ${cannotReach(plan.replicates, alpha, family, over)}`;
    return [{ id, alpha, smallestP, needed, message }];
  });
}

/** How many p values of the exact sign-flip test are corrected together. */
function familyOf(test: ClaimSpec['test'], places: number): number {
  if (test.kind === 'trend') return 1;
  return test.kind === 'best' ? places * test.are.length : places;
}

/** "3 replicates cannot reach alpha = 0.05: …; 5 could." `places`: the family is not one of target sizes alone. */
export function cannotReach(replicates: number, alpha: number, family: number, places = false): string {
  const smallest = Number(Math.min(1, family * smallestSignFlipP(replicates)).toPrecision(3));
  const holm = family > 1 ? ` after ${places ? `correction over ${family} tests` : `Holm's correction over ${family} sizes`}` : ''; // prettier-ignore
  return (
    `${count(replicates, 'replicate')} cannot reach alpha = ${alpha}: ` +
    `the exact one-sided sign-flip test has p = ${smallest} at best${holm}; ${replicatesNeeded(alpha, family)} could.`
  );
}
