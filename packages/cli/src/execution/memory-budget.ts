/**
 * Lets runs start side by side only while there is memory for all of them. A worker keeps what its largest run took; a run
 * always may start where no other is in progress.
 */
export class MemoryBudget {
  /** Bytes of each worker that was ever used. */
  private readonly held = new Map<number, number>();
  private readonly busy = new Set<number>();

  /** @param limit bytes for all workers together. */
  constructor(private readonly limit: number) {}

  allows(worker: number, bytes: number): boolean {
    if ([...this.busy].every((other) => other === worker)) return true;
    const others = [...this.held].reduce((sum, [other, each]) => sum + (other === worker ? 0 : each), 0);
    return others + Math.max(this.held.get(worker) ?? 0, bytes) <= this.limit;
  }

  start(worker: number, bytes: number): void {
    this.held.set(worker, Math.max(this.held.get(worker) ?? 0, bytes));
    this.busy.add(worker);
  }

  end(worker: number): void {
    this.busy.delete(worker);
  }

  /** Its process is gone. */
  free(worker: number): void {
    this.held.delete(worker);
  }
}
