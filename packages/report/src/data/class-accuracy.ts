import { meanClassAccuracy } from '@seedbed/core';
import type { ReportModel } from './model.js';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Accuracy and mean class accuracy of a cell of the grid, in percentage points, each the mean over its replicates. */
export interface ClassAccuracy {
  readonly accuracy: number;
  readonly perClass: number;
}

/** What was measured at a target size under a condition; null where nothing was. */
export function classAccuracy({ tally }: ReportModel, condition: string, images: number): ClassAccuracy | null {
  const runs = tally.counted.filter((run) => run.condition === condition && run.images === images);
  if (runs.length === 0) return null;
  return {
    accuracy: 100 * mean(runs.map((run) => run.test!.accuracy)),
    perClass: 100 * mean(runs.map((run) => meanClassAccuracy(run) ?? 0)),
  };
}
