import type { PValues, TestPair } from './evidence.js';

/** In the order in which they are told. */
export const verdicts = ['supported', 'contradicted', 'equivalent', 'inconclusive'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * The verdict on one quantity. Every rule can be read off the two-sided t interval at 1 - alpha (95 % for alpha 0.05):
 *
 * - *supported*: the interval lies on the claimed side of 0 (one-sided t p <= alpha/2), and the exact one-sided
 *   sign-flip test, which does without the normal distribution, has p <= alpha;
 * - *contradicted*: the same on the other side;
 * - *equivalent*: neither, and the interval lies inside (-margin, margin) (TOST p <= alpha/2; the usual rule would
 *   be content with the narrower 1 - 2 alpha interval), and the exact sign-flip test puts the mean inside of both sides
 *   with p <= alpha, so that it takes as many replicates as the others;
 * - *inconclusive*: anything else.
 *
 * So at most alpha/2 of the verdicts are wrongly *supported* where differences are normal, and at most alpha where they
 * are only symmetric. Where several places are judged the p values come in already adjusted: then
 * an interval beyond 0 is necessary and not sufficient, and a caution says so. An effect may be *supported* and yet
 * lie inside the margin; that too is a caution, not a verdict.
 */
export function verdictOf(evidence: PValues, alpha: number): Verdict {
  const passes = (tests: TestPair) => passesBoth(tests, alpha);
  if (passes(evidence.claimed)) return 'supported';
  if (passes(evidence.opposite)) return 'contradicted';
  return passes(evidence.equivalence) ? 'equivalent' : 'inconclusive';
}

/** Whether both tests that must agree do. */
export const passesBoth = ({ t, signFlip }: TestPair, alpha: number): boolean => t <= alpha / 2 && signFlip <= alpha;

/** A claim's verdict from those of its places: what holds at each of them, else inconclusive. */
export function unanimous(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts;
  return first !== undefined && verdicts.every((verdict) => verdict === first) ? first : 'inconclusive';
}
