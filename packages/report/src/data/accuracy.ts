import type { Interval } from '@seedbed/core';
import type { MeasuredCell, ReportInput } from '../input.js';

/** One cell of the main plot. */
export interface AccuracyRow {
  readonly condition: string;
  readonly images: number;
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly replicates: number;
  readonly planned: number;
  readonly complete: boolean;
}

/** With more replicates than this, single ones are not drawn as lines nor tabled one by one: the manifests list them. */
export const singleReplicates = 40;

export interface ReplicateRow {
  readonly condition: string;
  readonly images: number;
  readonly replicate: number;
  readonly accuracy: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const sorted = (cell: MeasuredCell) => [...cell.values].sort((a, b) => a.replicate - b.replicate);

/** A single replicate has no interval: core then gives its value with coverage 0. */
export const hasWidth = (interval: Interval | null): interval is Interval => interval !== null && interval.level > 0;

/** Coverage of the intervals that the page shows. */
export const levelOf = (input: ReportInput) =>
  input.intervals.find((cell) => hasWidth(cell.interval))?.interval?.level ?? 0.95;

/** Cells in the spec's order: sizes ascending, conditions as declared. */
export function orderedCells(input: ReportInput): MeasuredCell[] {
  const place = new Map(input.spec.conditions.map((condition, index) => [condition, index]));
  const at = (cell: MeasuredCell) => place.get(cell.condition) ?? place.size;
  return input.intervals
    .filter((cell) => place.has(cell.condition))
    .sort((a, b) => a.images - b.images || at(a) - at(b));
}

/** Mean, interval and completeness of every cell that was measured. */
export function accuracyRows(input: ReportInput): AccuracyRow[] {
  const planned = (cell: MeasuredCell) =>
    input.expected.filter((run) => run.condition === cell.condition && run.images === cell.images).length;
  return orderedCells(input)
    .filter((cell) => cell.values.length > 0)
    .map((cell) => ({
      condition: cell.condition,
      images: cell.images,
      mean: cell.interval?.mean ?? mean(sorted(cell).map((value) => value.accuracy)),
      low: hasWidth(cell.interval) ? cell.interval.low : null,
      high: hasWidth(cell.interval) ? cell.interval.high : null,
      replicates: cell.values.length,
      planned: planned(cell),
      complete: cell.values.length >= planned(cell),
    }));
}

/** Every replicate's accuracy. */
export function replicateRows(input: ReportInput): ReplicateRow[] {
  return orderedCells(input).flatMap((cell) =>
    sorted(cell).map(({ replicate, accuracy }) => ({
      condition: cell.condition,
      images: cell.images,
      replicate,
      accuracy,
    })),
  );
}
