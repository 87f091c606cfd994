import type { Bar } from '../progress/bar.js';
import type { RunState } from './state.js';

/** How far each run is, from 0 to 1, and with that all of them together, shown on a bar. */
export class Shares {
  private readonly busy = new Map<string, number>();
  private readonly byConfig: ReadonlyMap<string, RunState>;
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
    this.byConfig = new Map(states.map((state) => [state.run.configId, state]));
    this.total = states.reduce((sum, state) => sum + state.cost, 0);
  }

  set(configId: string, share: number): void {
    if (share < 1) this.busy.set(configId, share);
    else {
      this.busy.delete(configId);
      this.spent += this.costOf(configId);
      this.ended++;
    }
    const done = [...this.busy].reduce((sum, [id, each]) => sum + each * this.costOf(id), this.spent);
    const busy = [...this.busy.keys()].map((id) => this.byConfig.get(id)?.run.label);
    const ended = `${this.ended} of ${this.byConfig.size} runs`;
    const note = busy.length > 0 ? `${ended}; now ${busy.join(', ')}` : ended;
    this.bar.update(done, this.total, note, this.before);
  }

  /** A run that goes on from a checkpoint. Where its process was lost just now, its steps were done in this time. */
  resume(configId: string, share: number): void {
    if (!this.busy.get(configId)) this.before += share * this.costOf(configId);
    this.set(configId, share);
  }

  private costOf = (configId: string) => this.byConfig.get(configId)?.cost ?? 0;
}
