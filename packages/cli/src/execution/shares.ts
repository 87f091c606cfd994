import type { Bar } from '../progress/bar.js';
import type { RunState } from './state.js';

/** How far each run is, from 0 to 1, and with that all of them together, shown on a bar. */
export class Shares {
  private readonly busy = new Map<string, number>();
  private readonly byCell: ReadonlyMap<string, RunState>;
  private readonly total: number;
  /** Cost of the runs that have ended, and how many they are. */
  private spent = 0;
  private ended = 0;
  /** Cost of the steps that runs went on from: done before, in none of the time that has passed. */
  private before = 0;

  constructor(
    states: readonly RunState[],
    private readonly bar: Bar,
  ) {
    this.byCell = new Map(states.map((state) => [state.run.cellId, state]));
    this.total = states.reduce((sum, state) => sum + state.cost, 0);
  }

  set(cellId: string, share: number): void {
    if (share < 1) this.busy.set(cellId, share);
    else {
      this.busy.delete(cellId);
      this.spent += this.costOf(cellId);
      this.ended++;
    }
    const done = [...this.busy].reduce((sum, [id, each]) => sum + each * this.costOf(id), this.spent);
    const busy = [...this.busy.keys()].map((id) => this.byCell.get(id)?.run.label);
    const ended = `${this.ended} of ${this.byCell.size} runs`;
    const note = busy.length > 0 ? `${ended}; now ${busy.join(', ')}` : ended;
    this.bar.update(done, this.total, note, this.before);
  }

  /** A run that goes on from a checkpoint. Where its process was lost just now, its steps were done in this time. */
  resume(cellId: string, share: number): void {
    if (!this.busy.get(cellId)) this.before += share * this.costOf(cellId);
    this.set(cellId, share);
  }

  private costOf = (cellId: string) => this.byCell.get(cellId)?.cost ?? 0;
}
