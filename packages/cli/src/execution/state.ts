import {
  type BackendIdentity,
  type Manifest,
  type PlannedRun,
  type RunStore,
  SeedbedError,
  costOf,
  memoryOf,
  runIdOf,
} from '@seedbed/core';
import { numericsVersion } from '@seedbed/engine/numerics';
import type { OpenedData } from '../workspace/experiment.js';

/** A planned run as the store knows it. */
export interface RunState {
  readonly run: PlannedRun;
  readonly runId: string;
  /** The stored manifest; null when the run must be trained. */
  readonly stored: Manifest | null;
  /** Why it must be trained. */
  readonly reason: string | null;
  /** Multiply-adds. */
  readonly cost: number;
  /** Bytes that a worker takes for it, estimated. */
  readonly memory: number;
}

export interface Context {
  readonly data: OpenedData;
  readonly pluginVersion: string;
  readonly identity: BackendIdentity;
}

/**
 * Looks up every planned run in the store. A source network counts as stored only with its weights.
 * @param counts why a stored run does not count; null where it does.
 */
export function lookUp(
  runs: readonly PlannedRun[],
  { data, pluginVersion, identity }: Context,
  store: RunStore,
  counts: (manifest: Manifest) => string | null = () => null,
): RunState[] {
  const context = { fingerprint: data.fingerprint, pluginVersion, numerics: numericsVersion, backend: identity };
  const states = runs.map((run) => {
    const runId = runIdOf(run.cell, context);
    const cost = costOf(run.cell, data.image, data.testImages);
    return { run, runId, cost, memory: memoryOf(run.cell, data.image), ...storedRun(store, runId, counts) };
  });
  // Weights are looked for only where somebody still needs them.
  const wanted = new Set(states.filter((state) => !state.stored).map((state) => state.run.needs));
  return states.map((state) => {
    const { run, stored } = state;
    if (!stored || !wanted.has(run.cellId) || stored.outcome.status !== 'ok') return state;
    if (store.readWeights(stored.weights.after)) return state;
    return {
      ...state,
      stored: null,
      reason: 'its weights are gone or damaged, and cells that start from them are left',
    };
  });
}

function storedRun(
  store: RunStore,
  runId: string,
  counts: (manifest: Manifest) => string | null,
): Pick<RunState, 'stored' | 'reason'> {
  if (!store.has(runId)) return { stored: null, reason: 'not in the store' };
  try {
    const manifest = store.read(runId);
    const reason = counts(manifest);
    return { stored: reason === null ? manifest : null, reason };
  } catch (error) {
    // What cannot be read may be whole: it is never trained over.
    if (!(error instanceof SeedbedError) || error.code !== 'SB_MANIFEST_DAMAGED') throw error;
    return { stored: null, reason: `its manifest is damaged (${error.message})` };
  }
}
