import seedrandom from 'seedrandom';
import type { Claim, Quantities } from '../model/claim.js';
import type { Values } from '../model/values.js';
import { gaussians } from '../statistics/gaussians.js';

/** How likely a claim comes out as *supported*, if the pilot's variance is the true one. */
export interface ClaimPower {
  readonly id: string;
  /** Replicates of the pilot that have every run of the claim. */
  readonly pilot: number;
  /** With the planned replicates and a true effect of the claim's margin, 0 to 1 (of `equivalence`: a true effect of 0). */
  readonly atMargin: number;
  /** With the planned replicates and the pilot's own means as the truth, 0 to 1. */
  readonly atPilot: number;
  /** Replicates with which a true effect of the margin would be supported four times in five; null beyond `mostReplicates`. */
  readonly needed: number | null;
}

/** The target that plans are made for, and the largest number of replicates that is tried. */
export const wantedPower = 0.8;
export const mostReplicates = 16;
const studies = 200;

/**
 * Power from a pilot's variance, by simulation from fixed seeds: the means are set, and replicates are drawn from the
 * normal distribution that has the pilot's covariance between the quantities of a claim.
 * @param pilot Values of any replicates.
 * @param replicates How many are planned.
 * @returns undefined where fewer than two replicates of the pilot are complete.
 */
export function powerOf(claim: Claim, pilot: Values, replicates: number): ClaimPower | undefined {
  const quantities = claim.kind.quantities(claim, pilot);
  const { rows, atMargin } = quantities;
  if (rows.length < 2 || atMargin.length === 0) return undefined;
  const means = atMargin.map((_, column) => rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length);
  const power = (truth: readonly number[], n: number) => share(quantities, means, truth, n, `${claim.id}/${n}`);
  return {
    id: claim.id,
    pilot: rows.length,
    atMargin: power(atMargin, replicates),
    atPilot: power(means, replicates),
    needed: fewest((n) => power(atMargin, n) >= wantedPower),
  };
}

/** The same of every claim for which the pilot says enough. */
export const powerOfClaims = (claims: readonly Claim[], pilot: Values, replicates: number): ClaimPower[] =>
  claims.flatMap((claim) => powerOf(claim, pilot, replicates) ?? []);

/** The share of simulated studies of n replicates in which the claim is supported. */
function share(
  { rows, judge }: Quantities,
  means: readonly number[],
  truth: readonly number[],
  n: number,
  seed: string,
): number {
  const normal = gaussians(seedrandom(`seedbed/claims/power/${seed}`));
  const scale = 1 / Math.sqrt(rows.length - 1);
  let supported = 0;
  for (let study = 0; study < studies; study += 1) {
    const columns = truth.map(() => new Array<number>(n).fill(0));
    for (let replicate = 0; replicate < n; replicate += 1) {
      const weights = rows.map(() => normal() * scale);
      truth.forEach((value, column) => {
        const spread = rows.reduce((sum, row, index) => sum + weights[index]! * (row[column]! - means[column]!), 0);
        columns[column]![replicate] = value + spread;
      });
    }
    if (judge(columns) === 'supported') supported += 1;
  }
  return supported / studies;
}

/** The smallest n up to `mostReplicates` with which `enough` holds, taken to hold from there on. */
function fewest(enough: (n: number) => boolean): number | null {
  if (!enough(mostReplicates)) return null;
  let [low, high] = [1, mostReplicates];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
