import type { PlannedRun } from './plan.js';

/**
 * Hands out runs to idle workers: only those whose source network is there, the longest chain of work first, so that
 * no worker is left alone with a long run at the end.
 */
export class Schedule {
  private readonly waiting: PlannedRun[];
  private readonly finished: Set<string>;
  private readonly priority: Map<string, number>;

  /**
   * @param runs what is to be trained.
   * @param costs by cell id, in any unit.
   */
  constructor(runs: readonly PlannedRun[], costs: ReadonlyMap<string, number>) {
    const planned = new Set(runs.map((run) => run.cellId));
    this.finished = new Set(runs.flatMap((run) => (run.needs && !planned.has(run.needs) ? [run.needs] : [])));
    this.priority = new Map(runs.map((run) => [run.cellId, costs.get(run.cellId) ?? 0]));
    for (const run of runs) {
      if (!run.needs || !planned.has(run.needs)) continue;
      // A source network carries everything that waits for it.
      this.priority.set(run.needs, (this.priority.get(run.needs) ?? 0) + (costs.get(run.cellId) ?? 0));
    }
    this.waiting = [...runs].sort((a, b) => this.rank(b) - this.rank(a));
  }

  private rank = (run: PlannedRun) => this.priority.get(run.cellId) ?? 0;

  get left(): number {
    return this.waiting.length;
  }

  /** The next run that can start, or undefined when all that are left wait for a source network. */
  next(): PlannedRun | undefined {
    const index = this.waiting.findIndex((run) => run.needs === null || this.finished.has(run.needs));
    return index < 0 ? undefined : this.waiting.splice(index, 1)[0];
  }

  /** @returns the runs that can never start because this one failed. */
  done(run: PlannedRun, succeeded: boolean): PlannedRun[] {
    if (succeeded) {
      this.finished.add(run.cellId);
      return [];
    }
    const lost = this.waiting.filter((other) => other.needs === run.cellId);
    for (const other of lost) this.waiting.splice(this.waiting.indexOf(other), 1);
    return lost;
  }
}
