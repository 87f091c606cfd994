import { equivalenceTest, exactEquivalence } from './tost.js';
import { signFlipAbove } from './sign-flip.js';
import { type Interval, roundingInMargins, tInterval } from './t-interval.js';
import { tTestAbove } from './t-test.js';

/** One-sided p values of the two tests that must agree. */
export interface TestPair {
  readonly t: number;
  readonly signFlip: number;
}

/** All that a verdict rests on, for one quantity with one value a replicate. */
export interface Evidence {
  /** In the quantity's own sign, two-sided at 1 - alpha, not adjusted for other places or contrasts. */
  readonly interval: Interval;
  /** For "the mean lies on the claimed side of 0". */
  readonly claimed: TestPair;
  /** For "the mean lies on the other side of 0". */
  readonly opposite: TestPair;
  /** TOST p for "the mean lies inside the margin". */
  readonly equivalence: TestPair;
}

/**
 * Tests are made in margins: what counts as rounding in them is far below what matters, whatever the unit.
 * @param values One a complete replicate, finite.
 * @param sign 1 where the claim says above 0, -1 where it says below.
 * @returns null without a value.
 */
export function evidenceOf(
  values: readonly number[],
  sign: 1 | -1,
  { alpha, margin }: { readonly alpha: number; readonly margin: number },
): Evidence | null {
  if (values.length === 0) return null;
  const margins = values.map((value) => value / margin);
  const towards = margins.map((value) => sign * value);
  const away = margins.map((value) => -sign * value);
  return {
    interval: inUnits(tInterval(margins, 1 - alpha, roundingInMargins), margin),
    claimed: { t: tTestAbove(towards), signFlip: signFlipAbove(towards) },
    opposite: { t: tTestAbove(away), signFlip: signFlipAbove(away) },
    equivalence: { t: equivalenceTest(margins, 1), signFlip: exactEquivalence(margins, 1) },
  };
}

const inUnits = ({ mean, low, high, ...rest }: Interval, margin: number): Interval =>
  ({ mean: margin * mean, low: margin * low, high: margin * high, ...rest }); // prettier-ignore

/**
 * Two-sided evidence for "the mean lies beyond the margin", on either side.
 * @param values One a complete replicate, finite.
 */
export function outsideMargin(values: readonly number[], margin: number): TestPair {
  if (values.length === 0) return noEvidence.claimed;
  const above = values.map((value) => value / margin);
  const below = above.map((value) => -value);
  return {
    t: Math.min(1, 2 * Math.min(tTestAbove(above, 1), tTestAbove(below, 1))),
    // The side that the t test takes, without the normal distribution.
    signFlip: Math.min(...[above, below].map((side) => signFlipAbove(side.map((value) => value - 1)))),
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
