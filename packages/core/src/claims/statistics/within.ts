import { type Interval, tInterval } from './t-interval.js';

/**
 * Intervals for comparing cells with each other, after Cousineau (2005) with the correction of Morey (2008): each
 * replicate's own mean is taken out of its values, and the spread that this takes away by construction,
 * √(C / (C − 1)) of C cells, is put back. Of two cells they are 1/√2 as long as the interval of the paired difference.
 * @param rows One a replicate, at least one, with a value a cell.
 * @param level Coverage, 0 to 1, exclusive.
 * @returns one a cell, around the cell's own mean; of a single cell its t interval.
 */
export function withinIntervals(rows: readonly (readonly number[])[], level: number): Interval[] {
  const cells = rows[0]?.length ?? 0;
  const own = rows.map(meanOf);
  const grand = meanOf(own);
  const correction = cells > 1 ? Math.sqrt(cells / (cells - 1)) : 1;
  return Array.from({ length: cells }, (_, cell) => {
    const values = rows.map((row, replicate) => (row[cell] as number) - (cells > 1 ? (own[replicate] as number) - grand : 0)); // prettier-ignore
    const interval = tInterval(values, level);
    const { mean, low, high } = interval;
    return { ...interval, low: mean - correction * (mean - low), high: mean + correction * (high - mean) };
  });
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
