import type { CellTable } from './cell-table.js';
import { sizesJudged } from './context.js';
import type { ContrastsTest, JudgeContext } from './context.js';
import { pairedContrast } from './contrasts.js';
import type { PairedContrast } from './contrasts.js';
import { evidenceOf, noEvidence } from './evidence.js';
import type { Evidence } from './evidence.js';
import { holmOfAll, holmOfColumns, holmOfRows } from './holm.js';
import type { Finding, Interval, Verdict } from './observations.js';
import { verdictOf } from './verdict.js';

type PValues = Omit<Evidence, 'interval'>;

/** One contrast at one size: its evidence, raw and adjusted, and its verdict. */
export interface GridEntry {
  readonly name: string;
  /** Training images a class. */
  readonly images: number;
  readonly paired: PairedContrast;
  /** Null where no replicate is complete. */
  readonly interval: Interval | null;
  readonly raw: PValues;
  readonly adjusted: PValues;
  readonly verdict: Verdict;
}

/** A size with its contrasts and what they say together. */
export interface GridRow {
  readonly images: number;
  readonly entries: readonly GridEntry[];
  readonly verdict: Verdict;
}

/**
 * All contrasts at all sizes of a claim, one row a size, each side corrected for what it asserts:
 *
 * - a size is *supported* or *equivalent* if all of its contrasts are: intersection-union (the largest p) within the
 *   size, Holm over sizes;
 * - a contrast by itself is *supported* or *equivalent* at a size after Holm over the sizes. It is so wherever its size
 *   is; the converse may just fail (`holm.spec.ts`), and then the size stays *inconclusive*;
 * - a contrast is *contradicted*, and with it its size, after Holm over all contrasts and sizes together, because one
 *   is enough.
 *
 * A size without data stays in the family with p = 1, so that a missing cell never makes the others easier.
 */
export function contrastGrid(
  test: ContrastsTest,
  limits: { readonly alpha: number; readonly margin: number },
  table: CellTable,
  context: JudgeContext,
): GridRow[] {
  const raw = sizesJudged(test, context.sizes).map((images) => ({
    images,
    entries: test.contrasts.map((contrast) => {
      const paired = pairedContrast(table, contrast, images, context.replicates);
      const evidence = evidenceOf(paired.values, 1, limits);
      return { name: contrast.name, images, paired, interval: evidence?.interval ?? null, raw: evidence ?? noEvidence };
    }),
  }));
  const evidence = raw.map((row) => row.entries.map((entry) => entry.raw));
  const opposite = eachPair(holmOfAll, evidence, 'opposite');
  const contrasts = eachPair(holmOfColumns, evidence, 'claimed');
  const sizes = eachPair(holmOfRows, evidence, 'claimed');
  const p = evidence.map((row) => row.map((entry) => entry.equivalence));
  const equivalence = { contrasts: holmOfColumns(p), sizes: holmOfRows(p) };
  return raw.map(({ images, entries }, i) => {
    const judged = entries.map((entry, j) => {
      const adjusted: PValues = {
        claimed: { t: contrasts.t[i]![j]!, signFlip: contrasts.signFlip[i]![j]! },
        opposite: { t: opposite.t[i]![j]!, signFlip: opposite.signFlip[i]![j]! },
        equivalence: equivalence.contrasts[i]![j]!,
      };
      return { ...entry, adjusted, verdict: verdictOf(adjusted, limits.alpha) };
    });
    const together = {
      claimed: { t: sizes.t[i]!, signFlip: sizes.signFlip[i]! },
      opposite: noEvidence.opposite,
      equivalence: equivalence.sizes[i]!,
    };
    const contradicted = judged.some((entry) => entry.verdict === 'contradicted');
    return { images, entries: judged, verdict: contradicted ? 'contradicted' : verdictOf(together, limits.alpha) };
  });
}

/** One way of adjusting a table of p values, for both tests of a side. */
function eachPair<Result>(
  adjust: (table: readonly (readonly number[])[]) => Result,
  evidence: readonly (readonly PValues[])[],
  side: 'claimed' | 'opposite',
): { t: Result; signFlip: Result } {
  const of = (test: 't' | 'signFlip') => adjust(evidence.map((row) => row.map((entry) => entry[side][test])));
  return { t: of('t'), signFlip: of('signFlip') };
}

/** The entry in the words of the report; nothing where there is no data. */
export function findingOf(entry: GridEntry): Finding[] {
  if (entry.interval === null) return [];
  const p = {
    t: entry.raw.claimed.t,
    'sign-flip': entry.raw.claimed.signFlip,
    't, Holm': entry.adjusted.claimed.t,
    'sign-flip, Holm': entry.adjusted.claimed.signFlip,
  };
  return [{ name: entry.name, images: entry.images, interval: entry.interval, p, verdict: entry.verdict }];
}
