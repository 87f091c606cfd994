/** Until work has gone on for so long, its pace is not known. */
const soonest = 2;

/** How fast work goes, from its first piece on: what comes before, such as the start of processes, comes only once. */
export class Pace {
  private first: { readonly at: number; readonly done: number } | null = null;

  /**
   * @param at now, seconds.
   * @param before how much of `done` was done before this work began.
   * @returns seconds that the rest will take, or null where that is not known yet.
   */
  left(at: number, done: number, total: number, before: number): number | null {
    const own = done - before;
    if (own <= 0) return null;
    this.first ??= { at, done: own };
    const seconds = at - this.first.at;
    const since = own - this.first.done;
    return seconds < soonest || since <= 0 ? null : (seconds * (total - done)) / since;
  }
}
