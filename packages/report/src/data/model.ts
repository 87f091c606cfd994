import { mostUneven, type NotLearned, notLearned, type Uneven } from '@seedbed/core';
import type { ExpectedRun, ReportInput } from '../input.js';
import { gapNote } from './gaps.js';
import { tallyRuns, type Tally } from './tally.js';

/** The input in a fixed order, with what every section asks for worked out once. */
export interface ReportModel {
  readonly input: ReportInput;
  readonly tally: Tally;
  readonly conditions: readonly string[];
  /** Target sizes, ascending. */
  readonly sizes: readonly number[];
  readonly replicates: number;
  /** Finished runs that show no sign of having learned. */
  readonly notLearned: readonly NotLearned[];
  /** The most uneven test set; null where all are about even. */
  readonly uneven: Uneven | null;
  /** What the plots of cells, and of source networks, have to admit; null when complete. */
  readonly gaps: { readonly cell: string | null; readonly source: string | null };
}

function inOrder(input: ReportInput): ExpectedRun[] {
  const place = (run: ExpectedRun) => (run.condition === null ? -1 : input.spec.conditions.indexOf(run.condition));
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...input.expected].sort(
    (a, b) =>
      (a.role === b.role ? 0 : a.role === 'source' ? -1 : 1) ||
      a.images - b.images ||
      place(a) - place(b) ||
      a.replicate - b.replicate ||
      byText(a.cellId, b.cellId),
  );
}

/** Prepares an input for rendering; the order in which manifests and runs were handed over stops mattering here. */
export function modelOf(input: ReportInput): ReportModel {
  const expected = inOrder(input);
  const tally = tallyRuns(expected, input.manifests);
  return {
    input: { ...input, expected },
    tally,
    conditions: input.spec.conditions,
    sizes: [...input.spec.split.target.images].sort((a, b) => a - b),
    replicates: new Set(expected.map((run) => run.replicate)).size,
    notLearned: notLearned(tally.counted),
    uneven: mostUneven(tally.counted),
    gaps: { cell: gapNote('cell', expected, tally), source: gapNote('source', expected, tally) },
  };
}
