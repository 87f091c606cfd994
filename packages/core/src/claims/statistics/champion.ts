import type { TestPair } from './evidence.js';

/** The champion of a side: its weakest lead over the other side, with p values corrected for the choice of champion. */
export interface Champion extends TestPair {
  /** Index of the champion, and of the one that comes closest to it. */
  readonly index: number;
  readonly over: number;
}

/**
 * The one of `side` whose largest p over `against` is smallest, times the number it was chosen from. For a single
 * champion this is an intersection of paired tests (Berger 1982); which it is was not fixed beforehand, hence
 * Bonferroni.
 * @param side Indices, at least one; so is `against`.
 * @param lead p values of "a is better than b".
 */
export function championOf(
  side: readonly number[],
  against: readonly number[],
  lead: (a: number, b: number) => TestPair,
): Champion {
  const candidates = side.map((index): Champion => {
    const leads = against.map((over) => ({ over, ...lead(index, over) })).sort((a, b) => b.t - a.t);
    const [closest] = leads;
    if (!closest) throw new RangeError('a champion over nobody');
    return { index, over: closest.over, t: closest.t, signFlip: Math.max(...leads.map(({ signFlip }) => signFlip)) };
  });
  const [best] = [...candidates].sort((a, b) => a.t - b.t);
  if (!best) throw new RangeError('a champion among nobody');
  const corrected = (p: number) => Math.min(1, side.length * p);
  return {
    ...best,
    t: corrected(best.t),
    signFlip: corrected(Math.min(...candidates.map(({ signFlip }) => signFlip))),
  };
}
