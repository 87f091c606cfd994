import type { Claim } from '../model/claim.js';
import { replicatesNeeded } from '../statistics/reach.js';
import { count } from '../../words.js';

/** "3 replicates cannot reach alpha = 0.05: …; 5 could." */
export function cannotReach(claim: Claim, replicates: number): string {
  const { kind, alpha } = claim;
  const { size, of } = kind.family(claim);
  const smallest = Number(kind.smallestP(claim, replicates).toPrecision(3));
  const correction = of === 'places' ? `Holm's correction over ${size} places` : `correction over ${size} tests`;
  const after = size > 1 ? ` after ${correction}` : '';
  const needed = replicatesNeeded(alpha, (more) => kind.smallestP(claim, more));
  return (
    `${count(replicates, 'replicate')} cannot reach alpha = ${alpha}: ` +
    `the exact one-sided sign-flip test has p = ${smallest} at best${after}; ${needed} could.`
  );
}
