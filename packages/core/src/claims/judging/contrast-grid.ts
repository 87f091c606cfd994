import type { Claim } from '../model/claim.js';
import { countedEvidence, evidenceOf, noEvidence, type PValues } from '../statistics/evidence.js';
import { holmOfAll, holmOfColumns, holmOfRows } from '../statistics/holm.js';
import { verdictOf } from '../statistics/verdict.js';
import type { GridRow, PlaceRow } from './grid.js';

/**
 * All contrasts at all places of a claim, one row a place, each side corrected for what it asserts:
 *
 * - a place is *supported* or *equivalent* if all of its contrasts are: intersection-union (the largest p) within the
 *   place, Holm over places;
 * - a contrast by itself is *supported* or *equivalent* at a place after Holm over the places. It is so wherever its
 *   place is; the converse may just fail (`holm.test.ts`), and then the place stays *inconclusive*;
 * - a contrast is *contradicted*, and with it its place, after Holm over all contrasts and places together, because one
 *   is enough.
 *
 * A contrast for which a run is missing, and a place without data, stay in the family with p = 1: a missing run never
 * makes the others easier, and decides nothing itself.
 */
export function contrastGrid(rows: readonly PlaceRow[], limits: Pick<Claim, 'alpha' | 'margin'>): GridRow[] {
  const raw = rows.map((row) => row.contrasts.map(({ paired }) => evidenceOf(paired.values, 1, limits)));
  const counted = raw.map((row, i) => row.map((evidence, j) => countedEvidence(evidence, rows[i]?.contrasts[j]?.paired.missing ?? []))); // prettier-ignore
  const opposite = eachTest(holmOfAll, counted, 'opposite');
  const [claimed, claimedTogether] = [eachTest(holmOfColumns, counted, 'claimed'), eachTest(holmOfRows, counted, 'claimed')]; // prettier-ignore
  const [alike, alikeTogether] = [eachTest(holmOfColumns, counted, 'equivalence'), eachTest(holmOfRows, counted, 'equivalence')]; // prettier-ignore
  const cell = ({ t, signFlip }: typeof claimed, i: number, j: number) => ({
    t: t[i]![j]!,
    signFlip: signFlip[i]![j]!,
  });
  const line = ({ t, signFlip }: typeof claimedTogether, i: number) => ({ t: t[i]!, signFlip: signFlip[i]! });
  return rows.map(({ place, contrasts: named }, i) => {
    const entries = named.map((contrast, j) => {
      const evidence = raw[i]![j]!;
      const adjusted: PValues = { claimed: cell(claimed, i, j), opposite: cell(opposite, i, j), equivalence: cell(alike, i, j) }; // prettier-ignore
      return { ...contrast, place, interval: evidence?.interval ?? null, raw: evidence ?? noEvidence, adjusted, verdict: verdictOf(adjusted, limits.alpha) }; // prettier-ignore
    });
    const together = { claimed: line(claimedTogether, i), opposite: noEvidence.opposite, equivalence: line(alikeTogether, i) }; // prettier-ignore
    const contradicted = entries.some(({ verdict }) => verdict === 'contradicted');
    return { place, entries, verdict: contradicted ? 'contradicted' : verdictOf(together, limits.alpha) };
  });
}

/** One way of adjusting a table of p values, for both tests of a side. */
function eachTest<Result>(
  adjust: (table: readonly (readonly number[])[]) => Result,
  evidence: readonly (readonly PValues[])[],
  side: keyof PValues,
): { t: Result; signFlip: Result } {
  const of = (test: 't' | 'signFlip') => adjust(evidence.map((row) => row.map((entry) => entry[side][test])));
  return { t: of('t'), signFlip: of('signFlip') };
}
