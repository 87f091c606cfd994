import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Leases, leaseSeconds, type Manifest, type PlannedRun, type RunStore, SeedbedError } from '@seedbed/core';
import type { RunState } from './state.js';

/** Seconds between two looks at what other processes train. */
const lookEvery = 2;

/** A run that is ours to train, or that somebody else has trained: then with its manifest. */
export interface Taken {
  readonly state: RunState;
  readonly manifest: Manifest | null;
}

/**
 * Which runs this process trains, and which others train in the same store: theirs are waited for, and taken over when
 * they give them up.
 */
export class RunsInHand {
  private readonly leases: Leases;
  private readonly waitedFor = new Map<string, RunState>();
  private readonly life: NodeJS.Timeout;
  /** By a clock that nobody sets, milliseconds. */
  private looked = -Infinity;

  constructor(private readonly store: RunStore) {
    this.leases = new Leases(store.folder, { host: hostname(), pid: process.pid });
    this.life = setInterval(() => this.leases.renew(), leaseSeconds.renewed * 1000).unref();
    process.once('exit', this.letGo);
  }

  private letGo = () => this.leases.releaseAll();

  /** How many runs others have in hand that are wanted here. */
  get others(): number {
    return this.waitedFor.size;
  }

  /** @returns null when somebody else trains it: it is waited for from now on. */
  take(state: RunState): Taken | null {
    const { runId } = state;
    if (!this.leases.take(runId)) {
      this.waitedFor.set(runId, state);
      return null;
    }
    this.waitedFor.delete(runId);
    // Others may have ended it since the store was looked at.
    const manifest = this.stored(state);
    if (manifest) this.leases.release(runId);
    return { state, manifest };
  }

  /** A run that others have ended, or given up and that there is room for. */
  takeOver(fits: (run: PlannedRun) => boolean): Taken | null {
    if (performance.now() - this.looked < lookEvery * 1000) return null;
    for (const state of this.waitedFor.values()) {
      const manifest = this.stored(state);
      if (manifest) {
        this.waitedFor.delete(state.runId);
        return { state, manifest };
      }
      const taken = fits(state.run) ? this.take(state) : null;
      if (taken) return taken;
    }
    this.looked = performance.now();
    return null;
  }

  /** Ends when it is time to look at the others' runs. */
  async lookAgain(): Promise<void> {
    await setTimeout(lookEvery * 1000 + 10, undefined, { ref: this.others > 0 });
  }

  release(runId: string): void {
    this.leases.release(runId);
  }

  close(): void {
    clearInterval(this.life);
    process.off('exit', this.letGo);
    this.leases.releaseAll();
  }

  /** Null too where it is damaged, or lacks the weights that others need: then it is trained again. */
  private stored({ run, runId }: RunState): Manifest | null {
    if (!this.store.has(runId)) return null;
    try {
      const manifest = this.store.read(runId);
      const whole = run.role !== 'source' || this.store.readWeights(manifest.weights.after) !== null;
      return whole ? manifest : null;
    } catch (error) {
      if (error instanceof SeedbedError) return null;
      throw error;
    }
  }
}
