import { cellIntervals } from '@seedbed/core';
import type { ReportInput } from '../input.js';
import { hasWidth, levelOf, replicateRows } from './accuracy.js';

/** The condition that all others are compared with. */
export const reference = 'base';

export interface BenefitRow {
  readonly condition: string;
  readonly images: number;
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Replicates in which both the condition and `base` were measured. */
  readonly pairs: number;
}

export interface PairRow {
  readonly condition: string;
  readonly images: number;
  readonly replicate: number;
  readonly benefit: number;
}

/** Accuracy above `base` in the same replicate, percentage points. */
export function pairRows(input: ReportInput): PairRow[] {
  const rows = replicateRows(input);
  const key = (row: { images: number; replicate: number }) => `${row.images}/${row.replicate}`;
  const base = new Map(rows.filter((row) => row.condition === reference).map((row) => [key(row), row.accuracy]));
  return rows.flatMap((row) => {
    const against = base.get(key(row));
    if (row.condition === reference || against === undefined) return [];
    const { condition, images, replicate } = row;
    return [{ condition, images, replicate, benefit: row.accuracy - against }];
  });
}

/** Mean benefit a cell, with the t interval over its pairs. */
export function benefitRows(input: ReportInput): BenefitRow[] {
  const benefits = pairRows(input).map((pair) => ({ ...pair, accuracy: pair.benefit }));
  return cellIntervals(benefits, levelOf(input)).map(({ condition, images, interval }) => ({
    condition,
    images,
    mean: interval.mean,
    low: hasWidth(interval) ? interval.low : null,
    high: hasWidth(interval) ? interval.high : null,
    pairs: interval.n,
  }));
}
