import type { PlannedRun } from './planned-run.js';

/** What the worker that asks can do. */
interface Asking {
  /** Config ids of the upstream runs of its last run: it has their feature caches in memory. */
  readonly upstream?: readonly string[];
  /** Whether there is room for a run now. */
  readonly fits?: (run: PlannedRun) => boolean;
}

const groupOf = (needs: readonly string[]) => [...needs].sort().join();

/**
 * Hands out runs to idle workers: only those whose upstream runs are there; those of the worker's last upstream runs
 * first, then the longest chain of work, so that no worker is left alone with a long run at the end.
 */
export class Schedule {
  /** Runs that can start, by their upstream runs, the longest first. */
  private readonly ready = new Map<string, PlannedRun[]>();
  /** Their keys, that of the longest run first. */
  private readonly order: string[] = [];
  /** How many upstream runs each waiting run waits for. */
  private readonly lacking = new Map<string, number>();
  private readonly dependents = new Map<string, PlannedRun[]>();
  private readonly ranks = new Map<string, number>();
  private count: number;

  /**
   * @param runs what is to be trained, upstream runs first.
   * @param costs by config id, in any unit.
   */
  constructor(runs: readonly PlannedRun[], costs: ReadonlyMap<string, number>) {
    const planned = new Set(runs.map((run) => run.configId));
    this.count = runs.length;
    for (const run of runs) {
      const needs = run.needs.filter((id) => planned.has(id));
      this.lacking.set(run.configId, needs.length);
      for (const id of needs) this.dependents.set(id, [...(this.dependents.get(id) ?? []), run]);
    }
    // An upstream run carries everything that waits for it.
    for (const run of [...runs].reverse()) {
      const after = (this.dependents.get(run.configId) ?? []).map(this.rank);
      this.ranks.set(run.configId, (costs.get(run.configId) ?? 0) + after.reduce((sum, rank) => sum + rank, 0));
    }
    const first = runs.filter(({ configId }) => this.lacking.get(configId) === 0);
    for (const run of first.sort((a, b) => this.rank(b) - this.rank(a))) this.offer(run);
  }

  private rank = (run: PlannedRun): number => this.ranks.get(run.configId) ?? 0;

  /** How long the longest run of a group is. */
  private rankOf = (key: string): number => this.rank((this.ready.get(key) as [PlannedRun])[0]);

  get left(): number {
    return this.count;
  }

  /** The next run that can start, or undefined when all that are left wait for an upstream run or for room. */
  next({ upstream = [], fits = () => true }: Asking = {}): PlannedRun | undefined {
    const own = upstream.length > 0 ? this.ready.get(groupOf(upstream))?.find(fits) : undefined;
    if (own) return this.take(own);
    let best: PlannedRun | undefined;
    for (const key of this.order) {
      if (best && this.rank(best) >= this.rankOf(key)) break;
      const other = this.ready.get(key)?.find(fits);
      if (other && !(best && this.rank(best) >= this.rank(other))) best = other;
    }
    return best && this.take(best);
  }

  /** @returns the runs that can never start because this one failed. */
  done(run: PlannedRun, succeeded: boolean): PlannedRun[] {
    const after = this.dependents.get(run.configId) ?? [];
    if (!succeeded) return this.lost(after);
    for (const next of after) {
      const lacking = (this.lacking.get(next.configId) ?? 0) - 1;
      if (!this.lacking.has(next.configId)) continue;
      this.lacking.set(next.configId, lacking);
      if (lacking === 0) this.offer(next);
    }
    return [];
  }

  private lost(runs: readonly PlannedRun[]): PlannedRun[] {
    const found = runs.filter(({ configId }) => this.lacking.delete(configId));
    this.count -= found.length;
    return [...found, ...found.flatMap(({ configId }) => this.lost(this.dependents.get(configId) ?? []))];
  }

  private offer(run: PlannedRun): void {
    const key = groupOf(run.needs);
    const group = this.ready.get(key) ?? [];
    if (group.length > 0) this.order.splice(this.order.indexOf(key), 1);
    group.splice(
      this.placeOf(group.length, (index) => this.rank(group[index] as PlannedRun), this.rank(run)),
      0,
      run,
    );
    this.ready.set(key, group);
    this.insert(key);
  }

  private take(run: PlannedRun): PlannedRun {
    const key = groupOf(run.needs);
    const group = this.ready.get(key) as PlannedRun[];
    this.order.splice(this.order.indexOf(key), 1);
    group.splice(group.indexOf(run), 1);
    this.count--;
    if (group.length > 0) this.insert(key);
    else this.ready.delete(key);
    return run;
  }

  private insert(key: string): void {
    const at = this.placeOf(this.order.length, (index) => this.rankOf(this.order[index] as string), this.rankOf(key));
    this.order.splice(at, 0, key);
  }

  /** By halving: a pick costs the same among ten upstream runs and among ten thousand. */
  private placeOf(length: number, rankAt: (index: number) => number, rank: number): number {
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rankAt(middle) >= rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
