import { equivalenceTest, exactEquivalence } from './tost.js';
import type { Interval } from './t-interval.js';
import { signFlipAbove } from './sign-flip.js';
import { tInterval } from './t-interval.js';
import { tTestAbove } from './t-test.js';

/** One-sided p values of the two tests that must agree. */
export interface TestPair {
  readonly t: number;
  readonly signFlip: number;
}

/** All that a verdict rests on, for one quantity with one value a replicate. */
export interface Evidence {
  /** In the quantity's own sign, two-sided at 1 - alpha, not adjusted for other sizes or contrasts. */
  readonly interval: Interval;
  /** For "the mean lies on the claimed side of 0". */
  readonly claimed: TestPair;
  /** For "the mean lies on the other side of 0". */
  readonly opposite: TestPair;
  /** TOST p for "the mean lies inside the margin". */
  readonly equivalence: TestPair;
}

/**
 * @param values One a complete replicate, finite.
 * @param sign 1 where the claim says above 0, -1 where it says below.
 * @returns null without a value.
 */
export function evidenceOf(
  values: readonly number[],
  sign: 1 | -1,
  limits: { readonly alpha: number; readonly margin: number },
): Evidence | null {
  if (values.length === 0) return null;
  const towards = values.map((value) => sign * value);
  const away = values.map((value) => -sign * value);
  return {
    interval: tInterval(values, 1 - limits.alpha),
    claimed: { t: tTestAbove(towards), signFlip: signFlipAbove(towards) },
    opposite: { t: tTestAbove(away), signFlip: signFlipAbove(away) },
    equivalence: { t: equivalenceTest(values, limits.margin), signFlip: exactEquivalence(values, limits.margin) },
  };
}

/** p values without their interval. */
export type PValues = Omit<Evidence, 'interval'>;

/** What counts where there is no value: nothing is shown. */
export const noEvidence: PValues = {
  claimed: { t: 1, signFlip: 1 },
  opposite: { t: 1, signFlip: 1 },
  equivalence: { t: 1, signFlip: 1 },
};

/**
 * What of the evidence a verdict may rest on. Where runs are missing it is nothing: those that are there may be the ones
 * that speak for it. So no verdict becomes stronger by a run that is lost, or not made yet.
 */
export const countedEvidence = (raw: PValues | null, missing: readonly unknown[]): PValues =>
  raw === null || missing.length > 0 ? noEvidence : raw;
