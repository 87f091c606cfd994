import { tabulate } from './cell-table.js';
import type { Observation } from './observations.js';
import type { Interval } from './statistics/t-interval.js';
import { ascending } from './places.js';
import { tInterval } from './statistics/t-interval.js';

/** A point of the plot with its error bar. */
export interface CellInterval {
  readonly condition: string;
  /** Training images a class. */
  readonly images: number;
  /** Percentage points. Not clipped to 0 … 100: an interval that leaves them says that replicates are few. */
  readonly interval: Interval;
}

/**
 * Mean accuracy of each (condition, size) with its t interval over replicates, conditions in order of appearance,
 * sizes ascending. These bars show how much replicates differ, class splits included; they do not show differences
 * between conditions, which are paired and judged by `judgeClaims`.
 * @param level Coverage, 0 to 1.
 */
export function cellIntervals(observations: readonly Observation[], level = 0.95): CellInterval[] {
  const table = tabulate(observations);
  const replicates = ascending(observations.map((observation) => observation.replicate));
  const sizes = ascending(observations.map((observation) => observation.images));
  const conditions = [...new Set(observations.map((observation) => observation.condition))];
  return conditions.flatMap((condition) =>
    sizes.flatMap((images) => {
      const values = replicates
        .map((replicate) => table({ replicate, images, condition }))
        .filter((accuracy) => accuracy !== undefined);
      return values.length === 0 ? [] : [{ condition, images, interval: tInterval(values, level) }];
    }),
  );
}
