import type { PlannedRun } from '@seedbed/core';

/** Runs that one task of a job trains. */
export interface Pack {
  /** Their config ids. */
  readonly configs: readonly string[];
  /** The packs whose end it waits for: they train what these runs start from. */
  readonly after: readonly number[];
}

interface Due {
  readonly run: PlannedRun;
  readonly cost: number;
}

/**
 * Packs the runs that are due into tasks: first those that wait for none of them, then those that start from these, and
 * so on; many short runs together, a long one by itself. All runs of a task start from the same upstream runs, so what
 * they share is computed once; tasks that wait for the same come one after the other.
 * @param due upstream runs before those that need them.
 * @param most cost of a task that is full.
 */
export function packsOf(due: readonly Due[], most: number): Pack[] {
  const packs: Pack[] = [];
  const packOf = new Map<string, number>();
  for (const level of levelsOf(due)) {
    const groups = [...grouped(level).values()].map((runs) => ({ runs, after: waitedFor(runs, packOf) }));
    for (const { runs, after } of groups.sort((a, b) => compare(a.after, b.after))) {
      for (const configs of filled(runs, most)) {
        for (const id of configs) packOf.set(id, packs.length);
        packs.push({ configs, after });
      }
    }
  }
  return packs;
}

/** By how many due runs, one after the other, come before each. */
function levelsOf(due: readonly Due[]): Due[][] {
  const depths = new Map<string, number>();
  const levels: Due[][] = [];
  for (const each of due) {
    const { configId, needs } = each.run;
    const depth = Math.max(0, ...needs.map((id) => (depths.get(id) ?? -1) + 1));
    depths.set(configId, depth);
    (levels[depth] ??= []).push(each);
  }
  return levels;
}

/** Those that start from the same runs together. */
function grouped(due: readonly Due[]): Map<string, Due[]> {
  const groups = new Map<string, Due[]>();
  for (const each of due) {
    const key = [...each.run.needs].sort().join();
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

/** An upstream run that is stored already has no pack, and is not waited for. */
function waitedFor(runs: readonly Due[], packOf: ReadonlyMap<string, number>): number[] {
  const packs = new Set(runs.flatMap(({ run }) => run.needs.flatMap((id) => packOf.get(id) ?? [])));
  return [...packs].sort((a, b) => a - b);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] as number) - (b[at] ?? -1);
}

/** The longest first, each into the first task that has room. */
function filled(runs: readonly Due[], most: number): string[][] {
  const tasks: { configs: string[]; cost: number }[] = [];
  for (const { run, cost } of [...runs].sort((a, b) => b.cost - a.cost)) {
    const task = tasks.find((each) => each.cost + cost <= most);
    if (task) {
      task.configs.push(run.configId);
      task.cost += cost;
    } else tasks.push({ configs: [run.configId], cost });
  }
  return tasks.map(({ configs }) => configs);
}
