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
  private readonly ready: Set<string>;
  private readonly priority: Map<string, number>;

  /**
   * @param runs what is to be trained.
   * @param costs by cell id, in any unit.
   */
  constructor(runs: readonly PlannedRun[], costs: ReadonlyMap<string, number>) {
    const planned = new Set(runs.map((run) => run.cellId));
    const stored = runs.flatMap((run) => (run.needs && !planned.has(run.needs) ? [run.needs] : []));
    this.ready = new Set([noSource, ...stored]);
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
  }

  private rank = (run: PlannedRun) => this.priority.get(run.cellId) ?? 0;

  get left(): number {
    return [...this.waiting.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  /** The next run that can start, or undefined when all that are left wait for a source network or for room. */
  next({ source = null, fits = () => true }: Asking = {}): PlannedRun | undefined {
    const first = (key: string) => this.waiting.get(key)?.find(fits);
    const own = source !== null && this.ready.has(source) ? first(source) : undefined;
    const chosen = own ?? this.longest([...this.ready].flatMap((key) => first(key) ?? []));
    if (!chosen) return undefined;
    const key = chosen.needs ?? noSource;
    const queue = this.waiting.get(key) as PlannedRun[];
    queue.splice(queue.indexOf(chosen), 1);
    if (queue.length === 0) {
      this.waiting.delete(key);
      this.ready.delete(key);
    }
    return chosen;
  }

  /** @returns the runs that can never start because this one failed. */
  done(run: PlannedRun, succeeded: boolean): PlannedRun[] {
    if (succeeded) {
      if (this.waiting.has(run.cellId)) this.ready.add(run.cellId);
      return [];
    }
    const lost = this.waiting.get(run.cellId) ?? [];
    this.waiting.delete(run.cellId);
    return lost;
  }

  private longest(runs: readonly PlannedRun[]): PlannedRun | undefined {
    return runs.reduce<PlannedRun | undefined>(
      (best, run) => (best && this.rank(best) >= this.rank(run) ? best : run),
      undefined,
    );
  }
}
