import { labelOf, type Manifest, type PlannedRun, Schedule } from '@seedbed/core';
import type { Bar } from '../progress/bar.js';
import type { Order } from './messages.js';
import { Shares } from './shares.js';
import type { RunState } from './state.js';

/** A run that failed, or could not start because an upstream run failed. */
export interface Trouble {
  readonly run: PlannedRun;
  readonly code: string;
  readonly message: string;
  /** The way out, where one is known. */
  readonly hint?: string;
}

/** Which runs can start, and what came of those that have ended. */
export class Ledger {
  readonly trained: Manifest[] = [];
  readonly elsewhere: Manifest[] = [];
  readonly troubles: Trouble[] = [];
  readonly shares: Shares;
  readonly schedule: Schedule;
  private readonly manifests: Map<string, Manifest>;
  private readonly states: ReadonlyMap<string, RunState>;

  /**
   * @param states what is to be trained, upstream runs first.
   * @param stored by config id: the runs that are there already.
   */
  constructor(states: readonly RunState[], stored: ReadonlyMap<string, Manifest>, bar: Bar) {
    this.states = new Map(states.map((state) => [state.run.configId, state]));
    this.manifests = new Map(stored);
    this.shares = new Shares(states, bar);
    const costs = new Map(states.map((state) => [state.run.configId, state.cost]));
    this.schedule = new Schedule(
      states.map((state) => state.run),
      costs,
    );
  }

  stateOf({ configId }: PlannedRun): RunState {
    return this.states.get(configId) as RunState;
  }

  /** Why a run cannot start: an upstream run that was stored as diverged; null where it can. */
  obstacle({ needs }: PlannedRun): Omit<Trouble, 'run'> | null {
    const lost = needs.map((id) => this.manifests.get(id) as Manifest).find(({ outcome }) => outcome.status !== 'ok');
    return lost ? upstreamLost(labelOf(lost), lost.outcome.status) : null;
  }

  orderOf({ run, runId, isUpstream, isCompared }: RunState): Order {
    const upstream = run.needs.map((id) => {
      const { id: of, weights, config } = this.manifests.get(id) as Manifest;
      return [id, { runId: of, weights: weights.after, config }] as const;
    });
    const keeps = { keepsWeights: isUpstream, keepsPredictions: isCompared };
    return { type: 'train', runId, run, upstream: Object.fromEntries(upstream), ...keeps };
  }

  /** @returns whether it can be gone on with. */
  done(run: PlannedRun, manifest: Manifest, by: 'trained' | 'elsewhere'): boolean {
    this[by].push(manifest);
    this.manifests.set(run.configId, manifest);
    return this.end(run, manifest.outcome.status);
  }

  fail(run: PlannedRun, trouble: Omit<Trouble, 'run'>): boolean {
    this.troubles.push({ run, ...trouble });
    return this.end(run, 'failed');
  }

  private end(run: PlannedRun, how: Manifest['outcome']['status']): boolean {
    for (const lost of this.schedule.done(run, how === 'ok')) {
      this.troubles.push({ run: lost, ...upstreamLost(run.label, how) });
      this.shares.set(lost.configId, 1);
    }
    this.shares.set(run.configId, 1);
    return how === 'ok';
  }
}

const upstreamLost = (label: string, how: string) => ({
  code: 'SB_UPSTREAM_LOST',
  message: `not trained, since ${label} ${how}`,
});
