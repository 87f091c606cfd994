import type { CellTable } from './cell-table.js';
import { sizesJudged } from './context.js';
import type { ContrastsTest, JudgeContext } from './context.js';
import { pairedContrast } from './contrasts.js';
import type { PairedContrast } from './contrasts.js';
import { evidenceOf, noEvidence } from './evidence.js';
import type { Evidence } from './evidence.js';
import { holmOverAll, holmOverRows } from './holm.js';
import type { Finding, Interval, Verdict } from './observations.js';
import { verdictOf } from './verdict.js';

/** One contrast at one size: its evidence, raw and adjusted, and its verdict. */
export interface GridEntry {
  readonly name: string;
  /** Training images a class. */
  readonly images: number;
  readonly paired: PairedContrast;
  /** Null where no replicate is complete. */
  readonly interval: Interval | null;
  readonly raw: Omit<Evidence, 'interval'>;
  readonly adjusted: Omit<Evidence, 'interval'>;
  readonly verdict: Verdict;
}

/**
 * All contrasts at all sizes of a claim, one row a size. The two sides are corrected for what they assert:
 *
 * - *supported* and *equivalent* are statements about all contrasts of a size: intersection-union within the size (the
 *   largest p), Holm over sizes;
 * - *contradicted* takes only one contrast at one size: Holm over all contrasts and sizes together.
 *
 * A size without data stays in the family with p = 1, so that a missing cell never makes the others easier.
 */
export function contrastGrid(
  test: ContrastsTest,
  limits: { readonly alpha: number; readonly margin: number },
  table: CellTable,
  context: JudgeContext,
): GridEntry[][] {
  const raw = sizesJudged(test, context.sizes).map((images) =>
    test.contrasts.map((contrast) => {
      const paired = pairedContrast(table, contrast, images, context.replicates);
      const evidence = evidenceOf(paired.values, 1, limits);
      return { name: contrast.name, images, paired, interval: evidence?.interval ?? null, raw: evidence ?? noEvidence };
    }),
  );
  const column = (pick: (evidence: Omit<Evidence, 'interval'>) => number) =>
    raw.map((row) => row.map((entry) => pick(entry.raw)));
  const t = holmOverRows(column((evidence) => evidence.claimed.t));
  const signFlip = holmOverRows(column((evidence) => evidence.claimed.signFlip));
  const equivalence = holmOverRows(column((evidence) => evidence.equivalence));
  const oppositeT = holmOverAll(column((evidence) => evidence.opposite.t));
  const oppositeSignFlip = holmOverAll(column((evidence) => evidence.opposite.signFlip));
  return raw.map((row, i) =>
    row.map((entry, j) => {
      const adjusted = {
        claimed: { t: t[i]![j]!, signFlip: signFlip[i]![j]! },
        opposite: { t: oppositeT[i]![j]!, signFlip: oppositeSignFlip[i]![j]! },
        equivalence: equivalence[i]![j]!,
      };
      return { ...entry, adjusted, verdict: verdictOf(adjusted, limits.alpha) };
    }),
  );
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
