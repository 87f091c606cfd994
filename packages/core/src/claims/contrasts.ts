import type { ContrastSpec } from '../spec/claims-schema.js';
import type { Cell, CellTable } from './cell-table.js';
import { ascending, contrastAt, type Place } from './places.js';

/** A contrast at one place, within each replicate (protocol: comparisons are paired). */
export interface PairedContrast {
  /** Percentage points, one a complete replicate, replicates ascending. */
  readonly values: readonly number[];
  /** The replicates of `values`. */
  readonly replicates: readonly number[];
  /** Cells for want of which the other replicates were left out. */
  readonly missing: readonly Cell[];
}

/** mean(accuracy of `mean`) - mean(accuracy of `minus`) at one place, for each replicate that has all of the cells. */
export function pairedContrast(
  table: CellTable,
  contrast: ContrastSpec,
  place: Place,
  replicates: readonly number[],
): PairedContrast {
  const here = contrastAt(contrast, place);
  const rows = ascending(replicates).map((replicate) => ({
    replicate,
    ...within(table, here, place.sizes, replicate),
  }));
  const complete = rows.filter((row) => row.missing.length === 0);
  return {
    values: complete.map((row) => row.value),
    replicates: complete.map((row) => row.replicate),
    missing: rows.flatMap((row) => row.missing),
  };
}

function within(table: CellTable, contrast: ContrastSpec, sizes: readonly number[], replicate: number) {
  const missing: Cell[] = [];
  const average = (conditions: readonly string[]) => {
    let sum = 0;
    for (const images of sizes)
      for (const condition of conditions) {
        const accuracy = table({ replicate, images, condition });
        if (accuracy === undefined) missing.push({ replicate, images, condition });
        else sum += accuracy;
      }
    return sum / (conditions.length * sizes.length);
  };
  const value = average(contrast.mean) - average(contrast.minus);
  return { value, missing };
}

/** Values of several paired contrasts in the replicates that have all of them: one row a replicate. */
export function completeRows(columns: readonly PairedContrast[]): number[][] {
  const shared = (columns[0]?.replicates ?? []).filter((replicate) =>
    columns.every((column) => column.replicates.includes(replicate)),
  );
  return shared.map((replicate) => columns.map((column) => column.values[column.replicates.indexOf(replicate)]!));
}
