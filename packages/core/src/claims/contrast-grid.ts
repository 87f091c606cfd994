import type { CellTable } from './cell-table.js';
import type { ContrastsTest, JudgeContext, Limits } from './context.js';
import { pairedContrast } from './contrasts.js';
import type { PairedContrast } from './contrasts.js';
import { countedEvidence, evidenceOf, noEvidence, type PValues } from './statistics/evidence.js';
import { holmOfAll, holmOfColumns, holmOfRows } from './statistics/holm.js';
import type { Finding } from './observations.js';
import type { Interval } from './statistics/t-interval.js';
import type { Verdict } from './statistics/verdict.js';
import { placesOf, type Place } from './places.js';
import { verdictOf } from './statistics/verdict.js';

/** One contrast at one place: its evidence, raw and adjusted, and its verdict. */
export interface GridEntry {
  readonly name: string;
  readonly place: Place;
  readonly paired: PairedContrast;
  /** Null where no replicate is complete. */
  readonly interval: Interval | null;
  readonly raw: PValues;
  readonly adjusted: PValues;
  readonly verdict: Verdict;
}

/** A place with its contrasts and what they say together. */
export interface GridRow {
  readonly place: Place;
  readonly entries: readonly GridEntry[];
  readonly verdict: Verdict;
}

/** A place with the values of its contrasts, before anything is judged. */
export interface PlaceContrasts {
  readonly place: Place;
  readonly contrasts: readonly { readonly name: string; readonly paired: PairedContrast }[];
}

/** Every contrast of a claim at each of its places. */
export function contrastsByPlace(
  test: Pick<ContrastsTest, 'contrasts'> & Parameters<typeof placesOf>[0],
  table: CellTable,
  context: JudgeContext,
): PlaceContrasts[] {
  return placesOf(test, context.sizes).map((place) => ({
    place,
    contrasts: test.contrasts.map((contrast) => ({
      name: contrast.name,
      paired: pairedContrast(table, contrast, place, context.replicates),
    })),
  }));
}

/**
 * All contrasts at all places of a claim, one row a place, each side corrected for what it asserts:
 *
 * - a place is *supported* or *equivalent* if all of its contrasts are: intersection-union (the largest p) within the
 *   place, Holm over places;
 * - a contrast by itself is *supported* or *equivalent* at a place after Holm over the places. It is so wherever its
 *   place is; the converse may just fail (`holm.spec.ts`), and then the place stays *inconclusive*;
 * - a contrast is *contradicted*, and with it its place, after Holm over all contrasts and places together, because one
 *   is enough.
 *
 * A contrast for which a run is missing, and a place without data, stay in the family with p = 1: a missing cell never
 * makes the others easier, and decides nothing itself.
 */
export function contrastGrid(rows: readonly PlaceContrasts[], limits: Limits): GridRow[] {
  const raw = rows.map(({ place, contrasts }) => ({
    place,
    entries: contrasts.map(({ name, paired }) => {
      const evidence = evidenceOf(paired.values, 1, limits);
      return { name, place, paired, interval: evidence?.interval ?? null, raw: evidence ?? noEvidence };
    }),
  }));
  const evidence = raw.map((row) => row.entries.map((entry) => countedEvidence(entry.raw, entry.paired.missing)));
  const opposite = eachPair(holmOfAll, evidence, 'opposite');
  const contrasts = eachPair(holmOfColumns, evidence, 'claimed');
  const sizes = eachPair(holmOfRows, evidence, 'claimed');
  const alike = {
    contrasts: eachPair(holmOfColumns, evidence, 'equivalence'),
    sizes: eachPair(holmOfRows, evidence, 'equivalence'),
  };
  return raw.map(({ place, entries }, i) => {
    const judged = entries.map((entry, j) => {
      const adjusted: PValues = {
        claimed: { t: contrasts.t[i]![j]!, signFlip: contrasts.signFlip[i]![j]! },
        opposite: { t: opposite.t[i]![j]!, signFlip: opposite.signFlip[i]![j]! },
        equivalence: { t: alike.contrasts.t[i]![j]!, signFlip: alike.contrasts.signFlip[i]![j]! },
      };
      return { ...entry, adjusted, verdict: verdictOf(adjusted, limits.alpha) };
    });
    const together = {
      claimed: { t: sizes.t[i]!, signFlip: sizes.signFlip[i]! },
      opposite: noEvidence.opposite,
      equivalence: { t: alike.sizes.t[i]!, signFlip: alike.sizes.signFlip[i]! },
    };
    const contradicted = judged.some((entry) => entry.verdict === 'contradicted');
    return { place, entries: judged, verdict: contradicted ? 'contradicted' : verdictOf(together, limits.alpha) };
  });
}

/** One way of adjusting a table of p values, for both tests of a side. */
function eachPair<Result>(
  adjust: (table: readonly (readonly number[])[]) => Result,
  evidence: readonly (readonly PValues[])[],
  side: 'claimed' | 'opposite' | 'equivalence',
): { t: Result; signFlip: Result } {
  const of = (test: 't' | 'signFlip') => adjust(evidence.map((row) => row.map((entry) => entry[side][test])));
  return { t: of('t'), signFlip: of('signFlip') };
}

/** The mark of a finding for which runs are missing. */
export const incompleteIf = ({ paired }: GridEntry) => (paired.missing.length > 0 ? { incomplete: true } : {});

/** The entry in the words of the report; nothing where there is no data. */
export function findingOf(entry: GridEntry): Finding[] {
  if (entry.interval === null) return [];
  const p = {
    t: entry.raw.claimed.t,
    'sign-flip': entry.raw.claimed.signFlip,
    't, Holm': entry.adjusted.claimed.t,
    'sign-flip, Holm': entry.adjusted.claimed.signFlip,
  };
  const { images, point } = entry.place;
  return [
    { name: entry.name, images, point, interval: entry.interval, p, verdict: entry.verdict, ...incompleteIf(entry) },
  ];
}
