import type { Bar } from '../progress/bar.js';
import type { RunState } from './state.js';

/** How far each run is, from 0 to 1, and with that all of them together, shown on a bar. */
export class Shares {
  private readonly shares = new Map<string, number>();
  private readonly byCell: ReadonlyMap<string, RunState>;
  private readonly total: number;

  constructor(
    states: readonly RunState[],
    private readonly bar: Bar,
  ) {
    this.byCell = new Map(states.map((state) => [state.run.cellId, state]));
    this.total = states.reduce((sum, state) => sum + state.cost, 0);
  }

  set(cellId: string, share: number): void {
    this.shares.set(cellId, share);
    const all = [...this.shares];
    const done = all.reduce((sum, [id, each]) => sum + each * (this.byCell.get(id)?.cost ?? 0), 0);
    const busy = all.filter(([, each]) => each < 1).map(([id]) => this.byCell.get(id)?.run.label);
    const ended = `${all.length - busy.length} of ${this.byCell.size} runs`;
    this.bar.update(done, this.total, busy.length > 0 ? `${ended}; now ${busy.join(', ')}` : ended);
  }
}
