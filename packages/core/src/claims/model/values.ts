import type { Factor } from '../../spec/factors.js';
import type { GridPoint } from '../../spec/grid.js';
import type { MetricName } from '../../plan/metric-name.js';

/** All that claims are judged on: numbers at grid points in replicates. */
export interface Values {
  /** For words alone. */
  readonly factors: readonly Factor[];
  /** The replicates that are planned, whether they ran or not. */
  readonly replicates: readonly number[];
  /** In the metric's unit; undefined or not finite where there is none. */
  readonly at: (metric: MetricName, point: GridPoint, replicate: number) => number | undefined;
  /** Whether there is a run, be it without such a value. */
  readonly hasRun: (metric: MetricName, point: GridPoint, replicate: number) => boolean;
  /** The run from which it is: equal names are one run. */
  readonly runAt: (metric: MetricName, point: GridPoint, replicate: number) => string;
}
