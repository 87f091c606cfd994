import type { Manifest } from '@seedbed/core';

export interface CostRow {
  readonly condition: string;
  readonly images: number;
  /** Processor seconds of a run, mean over replicates. */
  readonly seconds: number;
  readonly wall: number;
  readonly replicates: number;
}

/** Mean cost of a run of each cell; what took no measurable time has no place on a logarithmic axis and is left out. */
export function costRows(runs: readonly Manifest[]): CostRow[] {
  const groups = new Map<string, Manifest[]>();
  for (const run of runs) {
    if (run.role !== 'cell' || run.condition === null) continue;
    const key = `${run.images}/${run.condition}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const mean = (group: readonly Manifest[], of: (run: Manifest) => number) =>
    group.reduce((sum, run) => sum + of(run), 0) / group.length;
  return [...groups.values()]
    .map((group) => ({
      condition: group[0]!.condition!,
      images: group[0]!.images,
      seconds: mean(group, (run) => run.cost.cpuSeconds),
      wall: mean(group, (run) => run.cost.wallSeconds),
      replicates: group.length,
    }))
    .filter(({ seconds }) => seconds > 0);
}
