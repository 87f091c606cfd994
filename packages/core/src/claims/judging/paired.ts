import type { MetricName } from '../../plan/metric-name.js';
import type { MissingRun } from '../model/claim.js';
import type { ContrastAt, Operand } from '../model/operands.js';
import type { Values } from '../model/values.js';

/** A contrast at one place, within each replicate: comparisons are paired. */
export interface Paired {
  /** In the metric's unit, one a complete replicate, replicates ascending. */
  readonly values: readonly number[];
  /** The replicates of `values`. */
  readonly replicates: readonly number[];
  /** Runs for want of which the other replicates were left out. */
  readonly missing: readonly MissingRun[];
}

/** Mean of the grid points of plus, minus that of minus, for each replicate that has all of the runs. */
export function paired({ plus, minus = 0 }: Omit<ContrastAt, 'name'>, metric: MetricName, values: Values): Paired {
  const rows = [...new Set(values.replicates)]
    .sort((a, b) => a - b)
    .map((replicate) => {
      const missing: MissingRun[] = [];
      const mean = (operand: Operand) => meanOf(operand, metric, replicate, values, missing);
      return { replicate, value: mean(plus) - mean(minus), missing };
    });
  const complete = rows.filter(({ missing }) => missing.length === 0);
  return {
    values: complete.map(({ value }) => value),
    replicates: complete.map(({ replicate }) => replicate),
    missing: rows.flatMap(({ missing }) => missing),
  };
}

function meanOf(
  operand: Operand,
  metric: MetricName,
  replicate: number,
  values: Values,
  missing: MissingRun[],
): number {
  if (typeof operand === 'number') return operand;
  let sum = 0;
  for (const point of operand) {
    const value = values.at(metric, point, replicate);
    if (value === undefined || !Number.isFinite(value)) {
      const [run, stored] = [values.runAt(metric, point, replicate), values.hasRun(metric, point, replicate)];
      missing.push({ replicate, point, run, stored });
    } else sum += value;
  }
  return sum / operand.length;
}

/** Values of several contrasts in the replicates that have all of them: one row a replicate. */
export function completeRows(columns: readonly Paired[]): number[][] {
  const byReplicate = columns.map(({ replicates, values }) => new Map(replicates.map((each, index) => [each, values[index] as number]))); // prettier-ignore
  const shared = (columns[0]?.replicates ?? []).filter((each) => byReplicate.every((column) => column.has(each)));
  return shared.map((each) => byReplicate.map((column) => column.get(each) as number));
}
