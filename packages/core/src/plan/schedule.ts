import type { PlannedRun } from './plan.js';

/** What the worker that asks can do. */
interface Asking {
  /** Cell id of the source network of its last run: it has that network's frozen outputs at hand. */
  readonly source?: string | null;
  /** Whether there is room for a run now. */
  readonly fits?: (run: PlannedRun) => boolean;
}

/** Runs that wait for the same source network, or for none. */
const noSource = '';

/**
 * Hands out runs to idle workers: only those whose source network is there; those of the worker's last source network
 * first, then the longest chain of work, so that no worker is left alone with a long run at the end.
 */
export class Schedule {
  /** By what they wait for, the longest first. */
  private readonly waiting = new Map<string, PlannedRun[]>();
  /** What waiting runs need and what is there, that of the longest run first. */
  private readonly ready: string[] = [];
  private readonly priority: Map<string, number>;
  private count: number;

  /**
   * @param runs what is to be trained.
   * @param costs by cell id, in any unit.
   */
  constructor(runs: readonly PlannedRun[], costs: ReadonlyMap<string, number>) {
    const planned = new Set(runs.map((run) => run.cellId));
    this.count = runs.length;
    this.priority = new Map(runs.map((run) => [run.cellId, costs.get(run.cellId) ?? 0]));
    for (const run of runs) {
      if (!run.needs || !planned.has(run.needs)) continue;
      // A source network carries everything that waits for it.
      this.priority.set(run.needs, (this.priority.get(run.needs) ?? 0) + (costs.get(run.cellId) ?? 0));
    }
    for (const run of [...runs].sort((a, b) => this.rank(b) - this.rank(a))) {
      const key = run.needs ?? noSource;
      const queue = this.waiting.get(key);
      if (queue) queue.push(run);
      else this.waiting.set(key, [run]);
    }
    for (const key of this.waiting.keys()) if (!planned.has(key)) this.insert(key);
  }

  private rank = (run: PlannedRun) => this.priority.get(run.cellId) ?? 0;

  /** How long the longest run is that waits for a source network. */
  private rankOf = (key: string) => this.rank((this.waiting.get(key) as [PlannedRun])[0]);

  get left(): number {
    return this.count;
  }

  /** The next run that can start, or undefined when all that are left wait for a source network or for room. */
  next({ source = null, fits = () => true }: Asking = {}): PlannedRun | undefined {
    const longest = (key: string) => this.waiting.get(key)?.find(fits);
    const own = source !== null && this.ready.includes(source) ? longest(source) : undefined;
    if (own) return this.take(own);
    let best: PlannedRun | undefined;
    for (const key of this.ready) {
      if (best && this.rank(best) >= this.rankOf(key)) break;
      const other = longest(key);
      if (other && !(best && this.rank(best) >= this.rank(other))) best = other;
    }
    return best && this.take(best);
  }

  /** @returns the runs that can never start because this one failed. */
  done(run: PlannedRun, succeeded: boolean): PlannedRun[] {
    const freed = this.waiting.get(run.cellId) ?? [];
    if (succeeded) {
      if (freed.length > 0) this.insert(run.cellId);
      return [];
    }
    this.waiting.delete(run.cellId);
    this.count -= freed.length;
    return freed;
  }

  private take(run: PlannedRun): PlannedRun {
    const key = run.needs ?? noSource;
    const queue = this.waiting.get(key) as PlannedRun[];
    this.ready.splice(this.ready.indexOf(key), 1);
    queue.splice(queue.indexOf(run), 1);
    this.count--;
    if (queue.length > 0) this.insert(key);
    else this.waiting.delete(key);
    return run;
  }

  /** Into its place by halving: a pick costs the same among ten source networks and among ten thousand. */
  private insert(key: string): void {
    const rank = this.rankOf(key);
    let [low, high] = [0, this.ready.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rankOf(this.ready[middle] as string) > rank) low = middle + 1;
      else high = middle;
    }
    this.ready.splice(low, 0, key);
  }
}
