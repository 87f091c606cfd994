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
 * computes what the cells share once.
 * @param most cost of a task that is full.
 */
export function packsOf(due: readonly Due[], most: number): Pack[] {
  const planned = new Set(due.map(({ run }) => run.cellId));
  const waits = ({ run }: Due) => run.needs !== null && planned.has(run.needs);
  const packs: Pack[] = [];
  const packOf = new Map<string, number>();
  const add = (runs: readonly Due[], after: number | null) => {
    for (const cells of filled(runs, most)) {
      for (const cell of cells) packOf.set(cell, packs.length);
      packs.push({ cells, after });
    }
  };
  add(due.filter(({ run }) => run.role === 'source'), null); // prettier-ignore
  const cells = due.filter(({ run }) => run.role !== 'source');
  const sources = [...new Set(cells.map(({ run }) => run.needs))];
  for (const source of sources) {
    const own = cells.filter(({ run }) => run.needs === source);
    add(own, own.some(waits) ? (packOf.get(source as string) as number) : null);
  }
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
