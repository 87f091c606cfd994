import type { PlannedRun } from '@seedbed/core';

/** Runs that one task of a job trains. */
export interface Pack {
  readonly cells: readonly string[];
  /** The pack whose end it waits for: it trains the source network that these cells start from. */
  readonly after: number | null;
}

interface Due {
  readonly run: PlannedRun;
  readonly cost: number;
}

/**
 * Packs the runs that are due into tasks: source networks first, then the cells of each source network, many short runs
 * together, a long one by itself. A task never holds cells of two source networks, so it waits for one task at most, and
 * computes what the cells share once; those that wait for the same task come one after the other.
 * @param most cost of a task that is full.
 */
export function packsOf(due: readonly Due[], most: number): Pack[] {
  const packs: Pack[] = [];
  const packOf = new Map<string, number>();
  const add = (runs: readonly Due[], after: number | null) => {
    for (const cells of filled(runs, most)) {
      for (const cell of cells) packOf.set(cell, packs.length);
      packs.push({ cells, after });
    }
  };
  const sources: Due[] = [];
  const bySource = new Map<string | null, Due[]>();
  for (const each of due) {
    const { role, needs } = each.run;
    const group = role === 'source' ? sources : (bySource.get(needs) ?? []);
    group.push(each);
    if (role !== 'source') bySource.set(needs, group);
  }
  add(sources, null);
  // A source network that is stored already has no pack, and is not waited for.
  const groups = [...bySource].map(([source, cells]) => ({ cells, after: packOf.get(source ?? '') ?? null }));
  for (const { cells, after } of groups.sort((a, b) => (a.after ?? -1) - (b.after ?? -1))) add(cells, after);
  return packs;
}

/** The longest first, each into the first task that has room. */
function filled(runs: readonly Due[], most: number): string[][] {
  const tasks: { cells: string[]; cost: number }[] = [];
  for (const { run, cost } of [...runs].sort((a, b) => b.cost - a.cost)) {
    const task = tasks.find((each) => each.cost + cost <= most);
    if (task) {
      task.cells.push(run.cellId);
      task.cost += cost;
    } else tasks.push({ cells: [run.cellId], cost });
  }
  return tasks.map(({ cells }) => cells);
}
