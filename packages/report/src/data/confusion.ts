import type { Manifest } from '@seedbed/core';
import type { ReportModel } from './model.js';

/** One row of a run's confusion matrix: where the images of a class went. */
export interface ConfusionRow {
  readonly cell: string;
  readonly images: number;
  readonly replicate: number;
  readonly truth: string;
  readonly predicted: readonly string[];
  readonly n: readonly number[];
}

/** Numbers that the page has room for: with many classes, or runs, not every matrix fits. */
const budget = 120_000;

/** And runs: nobody reads more matrices than this. */
const most = 600;

/** Finished cells whose matrices are in the page, whole replicates first; the others are in their manifests. */
export function confusionRuns(model: ReportModel): { readonly shown: readonly Manifest[]; readonly of: number } {
  const cells = model.tally.counted.filter((run) => run.role === 'cell' && run.test!.confusion.length > 0);
  const ordered = [...cells].sort((a, b) => a.replicate - b.replicate);
  let left = budget;
  const shown = new Set(ordered.slice(0, most).filter((run) => (left -= run.test!.confusion.length ** 2) >= 0));
  return { shown: cells.filter((run) => shown.has(run)), of: cells.length };
}

export function confusionRows(runs: readonly Manifest[]): ConfusionRow[] {
  return runs.flatMap((run) =>
    run.test!.confusion.map((n, index) => ({
      cell: run.condition!,
      images: run.images,
      replicate: run.replicate,
      truth: run.data.classes[index]!,
      predicted: run.data.classes,
      n,
    })),
  );
}
