import type { Claim } from '../model/claim.js';
import { replicatesNeeded } from '../statistics/reach.js';
import { cannotReach } from '../words/reach.js';

/** A claim that the planned replicates cannot support, whatever they show. */
export interface UnreachableClaim {
  readonly id: string;
  readonly alpha: number;
  /** The smallest p that the exact sign-flip test can give, corrected. */
  readonly smallestP: number;
  /** How many replicates could reach alpha. */
  readonly needed: number;
  /** One sentence for `seedbed plan`. */
  readonly message: string;
}

/**
 * The claims that cannot come out as *supported* with the planned number of replicates, so that a plan can say so
 * before anything is trained.
 */
export const unreachableClaims = (claims: readonly Claim[], replicates: number): UnreachableClaim[] =>
  claims.flatMap((claim) => {
    const { id, alpha, kind } = claim;
    const needed = replicatesNeeded(alpha, (more) => kind.smallestP(claim, more));
    if (replicates >= needed) return [];
    const message = `Claim ${id}: ${cannotReach(claim, replicates)}`;
    return [{ id, alpha, smallestP: kind.smallestP(claim, replicates), needed, message }];
  });
