import { digestOf, type Environment, type RunStore } from '@seedbed/core';

/** What a run had cost when it was kept. */
interface Spent {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Steps after which it went on from a checkpoint. */
  readonly resumedAt: readonly number[];
}

/** What a trainer keeps of a run to go on with it: arrays, and what fits into JSON. */
export interface Resumable {
  readonly step: number;
  readonly vectors: Readonly<Record<string, Float32Array>>;
}

interface Kept {
  readonly training: Omit<Resumable, 'vectors'>;
  /** Names of the arrays, in their order. */
  readonly vectors: readonly string[];
  readonly circumstances: string;
  readonly spent: Spent;
}

const nothingSpent: Spent = { wallSeconds: 0, cpuSeconds: 0, resumedAt: [] };

/**
 * What else decides bits, beside what the run id names: a run that goes on must go on with the same code on the same
 * processor, or it would end with bits that no undisturbed run has.
 */
export const circumstancesOf = ({ cpu, node, variables }: Environment, engine: string | null): string =>
  digestOf({ cpu, node, variables, engine });

/** The checkpoints of one run. */
export class RunCheckpoints {
  private readonly started = process.hrtime.bigint();
  private readonly cpuBefore = process.cpuUsage();
  private before = nothingSpent;
  /** By a clock that nobody sets, milliseconds. */
  private last = performance.now();

  /** @param every seconds between two checkpoints; 0 keeps every step. */
  constructor(
    private readonly store: RunStore,
    private readonly runId: string,
    private readonly circumstances: string,
    private readonly every: number,
  ) {}

  /**
   * Where the run was interrupted, if it was: the state that its trainer kept.
   * @param say is given why it starts over all the same.
   */
  resume<State extends Resumable>(say: (what: string) => void): State | undefined {
    const kept = this.store.readCheckpoint<Kept>(this.runId);
    if (kept === null) return undefined;
    if (typeof kept === 'string') {
      say(`starts over, since its checkpoint cannot be used: ${kept}`);
      return undefined;
    }
    const { training, vectors, circumstances, spent } = kept.state;
    if (circumstances !== this.circumstances) {
      say('starts over, since its checkpoint was made by another version, processor or Node');
      return undefined;
    }
    this.before = { ...spent, resumedAt: [...spent.resumedAt, kept.step] };
    say(`goes on after step ${kept.step}`);
    return {
      ...training,
      vectors: Object.fromEntries(vectors.map((name, index) => [name, kept.arrays[index] as Float32Array])),
    } as State;
  }

  /** Whether so much time went by that a run's state should be kept. */
  readonly due = (): boolean => performance.now() - this.last >= this.every * 1000;

  readonly keep = ({ vectors, ...training }: Resumable): void => {
    const state: Kept = {
      training,
      vectors: Object.keys(vectors),
      circumstances: this.circumstances,
      spent: this.spent(),
    };
    this.store.writeCheckpoint({ runId: this.runId, step: training.step, state, arrays: Object.values(vectors) });
    this.last = performance.now();
  };

  /** All that the run cost so far, before its interruptions too. */
  spent(): Spent {
    const cpu = process.cpuUsage(this.cpuBefore);
    return {
      wallSeconds: this.before.wallSeconds + Number(process.hrtime.bigint() - this.started) / 1e9,
      cpuSeconds: this.before.cpuSeconds + (cpu.user + cpu.system) / 1e6,
      resumedAt: this.before.resumedAt,
    };
  }
}
