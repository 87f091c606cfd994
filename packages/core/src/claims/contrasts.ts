import type { ContrastSpec } from '../spec/claims-schema.js';
import type { Cell, CellTable } from './cell-table.js';

/** A contrast at one size, within each replicate (protocol: comparisons are paired). */
export interface PairedContrast {
  /** Percentage points, one a complete replicate, replicates ascending. */
  readonly values: readonly number[];
  /** The replicates of `values`. */
  readonly replicates: readonly number[];
  /** Cells for want of which the other replicates were left out. */
  readonly missing: readonly Cell[];
}

/** mean(accuracy of `mean`) - mean(accuracy of `minus`) at one size, for each replicate that has all of the cells. */
export function pairedContrast(
  table: CellTable,
  contrast: ContrastSpec,
  images: number,
  replicates: readonly number[],
): PairedContrast {
  const rows = [...replicates]
    .sort((a, b) => a - b)
    .map((replicate) => ({ replicate, ...within(table, contrast, images, replicate) }));
  const complete = rows.filter((row) => row.missing.length === 0);
  return {
    values: complete.map((row) => row.value),
    replicates: complete.map((row) => row.replicate),
    missing: rows.flatMap((row) => row.missing),
  };
}

function within(table: CellTable, contrast: ContrastSpec, images: number, replicate: number) {
  const missing: Cell[] = [];
  const average = (conditions: readonly string[]) => {
    let sum = 0;
    for (const condition of conditions) {
      const accuracy = table({ replicate, images, condition });
      if (accuracy === undefined) missing.push({ replicate, images, condition });
      else sum += accuracy;
    }
    return sum / conditions.length;
  };
  const value = average(contrast.mean) - average(contrast.minus);
  return { value, missing };
}
