import { Leases, leaseSeconds, type Manifest, type PlannedRun, type RunStore, SeedbedError } from '@seedbed/core';
import { type Machine, thisMachine } from './machine.js';
import { type RunState, unkept } from './state.js';
import { holderWords, waitingWords } from './waiting.js';

/** Seconds between two looks at what other processes train. */
const lookEvery = 2;
/** Leases that a look examines: a store that many machines share is not worn out by their waiting. */
const examined = 4;

/** A run whose lease is ours, or that somebody else has trained: then with its manifest. */
export interface Taken {
  readonly state: RunState;
  readonly manifest: Manifest | null;
}

/**
 * Which runs this process trains, and which others train in the same store: theirs are waited for, and taken over when
 * they give them up.
 */
export class LeasedRuns {
  private readonly leases: Leases;
  private readonly waitedFor = new Map<string, RunState>();
  /** Processes that were named, and runs that were looked at for their sake. */
  private readonly said = new Set<string>();
  private readonly ends: readonly (() => void)[];
  private looked = -Infinity;
  private toLookAt: RunState[] = [];

  constructor(
    private readonly store: RunStore,
    private readonly machine: Machine = thisMachine,
    /** Gets who is waited for, once a process, when nothing else is left to do. */
    private readonly onWait: (text: string) => void = () => {},
    /** Why a stored run does not count; null where it does. */
    private readonly counts: (manifest: Manifest) => string | null = () => null,
  ) {
    this.leases = new Leases(store.folder, machine.process);
    this.ends = [
      machine.every(leaseSeconds.renewed * 1000, () => this.leases.renew()),
      machine.atExit(() => this.leases.releaseAll()),
    ];
  }

  /** How many runs that are wanted here others hold a lease of. */
  get others(): number {
    return this.waitedFor.size;
  }

  /** @returns null when somebody else trains it: it is waited for from now on. */
  take(state: RunState): Taken | null {
    return this.found(state) ?? this.claim(state);
  }

  /** A run that others have ended, or given up and that there is room for. */
  takeOver(fits: (run: PlannedRun) => boolean): Taken | null {
    if (this.toLookAt.length === 0) this.look();
    for (let state = this.toLookAt.shift(); state; state = this.toLookAt.shift()) {
      if (!this.waitedFor.has(state.runId)) continue;
      const taken = this.found(state) ?? (fits(state.run) ? this.claim(state) : null);
      if (taken) return taken;
    }
    return null;
  }

  /** A run that others have ended since the store was looked at. */
  private found(state: RunState): Taken | null {
    const manifest = this.stored(state);
    if (!manifest) return null;
    this.waitedFor.delete(state.runId);
    return { state, manifest };
  }

  private claim(state: RunState): Taken | null {
    const { runId } = state;
    if (!this.leases.take(runId)) {
      this.waitedFor.set(runId, state);
      return null;
    }
    this.waitedFor.delete(runId);
    // It may be free because others have just ended it.
    const found = this.found(state);
    if (found) this.leases.release(runId);
    return found ?? { state, manifest: null };
  }

  /** Chooses what to look at: all that nobody holds any more, and of the others, whose holders may be dead, some in turn. */
  private look(): void {
    if (this.machine.now() - this.looked < lookEvery * 1000) return;
    this.looked = this.machine.now();
    const held = this.leases.listed();
    const waited = [...this.waitedFor.values()];
    const inTurn = waited.filter(({ runId }) => held.has(runId)).slice(0, examined);
    for (const state of inTurn) {
      this.waitedFor.delete(state.runId);
      this.waitedFor.set(state.runId, state);
    }
    this.toLookAt = [...waited.filter(({ runId }) => !held.has(runId)), ...inTurn];
  }

  private sayWhoIsWaitedFor(): void {
    const unknown = [...this.waitedFor.values()].filter(({ runId }) => !this.said.has(runId));
    for (const { runId, run } of unknown.slice(0, examined)) {
      const lease = this.leases.lookAt(runId);
      if (!lease) continue;
      this.said.add(runId);
      const who = holderWords(lease);
      if (!this.said.has(who)) this.onWait(waitingWords(run.label, lease));
      this.said.add(who);
    }
  }

  /** Ends when it is time to look at the others' runs. */
  async lookAgain(): Promise<void> {
    this.sayWhoIsWaitedFor();
    await this.machine.sleep(lookEvery * 1000 + 10, this.others > 0);
  }

  release(runId: string): void {
    this.leases.release(runId);
  }

  close(): void {
    for (const end of this.ends) end();
    this.leases.releaseAll();
  }

  /** Null too where it does not count, where it is damaged, or lacks the weights or predictions that are needed: then it is trained again. */
  private stored({ isUpstream, isCompared, runId }: RunState): Manifest | null {
    if (!this.store.has(runId)) return null;
    try {
      const manifest = this.store.read(runId);
      const complete = !isUpstream || this.store.readWeights(manifest.weights.after) !== null;
      const kept = !isCompared || unkept(manifest, this.store) === null;
      return complete && kept && this.counts(manifest) === null ? manifest : null;
    } catch (error) {
      if (error instanceof SeedbedError && error.code === 'SB_MANIFEST_DAMAGED') return null;
      throw error;
    }
  }
}
