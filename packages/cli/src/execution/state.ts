import {
  costOf,
  type Manifest,
  memoryOf,
  teacherOf,
  type PlannedRun,
  runIdOf,
  type RunStore,
  SeedbedError,
  setKeyOf,
} from '@seedbed/core';
import { type Computing, type OpenedData, type OpenedSet, runContext } from '../workspace/data-sets.js';

/** A planned run as the store knows it. */
export interface RunState {
  readonly run: PlannedRun;
  readonly runId: string;
  /** Whether other runs of the plan start from its weights, which then are stored. */
  readonly isUpstream: boolean;
  /** Whether a metric compares it with another run: its predictions are stored. */
  readonly isCompared: boolean;
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
  readonly computing: Computing;
  /** Config ids of the runs that others of the plan start from. */
  readonly upstream: ReadonlySet<string>;
  /** Config ids of the runs that a metric compares. */
  readonly compared: ReadonlySet<string>;
}

/** The set that a run learns from. */
export const setOf = (data: OpenedData, { config }: PlannedRun): OpenedSet =>
  data.get(setKeyOf(config.learn.data)) as OpenedSet;

/**
 * Looks up planned runs in the store, upstream runs before those that need them. A run from which others are to start
 * counts as stored only with its weights, one that a metric compares only with its predictions.
 * @param counts why a stored run does not count; null where it does.
 */
export function lookUp(
  runs: readonly PlannedRun[],
  { data, computing, upstream, compared }: Context,
  store: RunStore,
  counts: (manifest: Manifest) => string | null = () => null,
): RunState[] {
  const configs = new Map(runs.map(({ configId, config }) => [configId, config]));
  const states = runs.map((run): RunState => {
    const set = setOf(data, run);
    const teacher = configs.get(teacherOf(run.config) ?? '');
    const runId = runIdOf(run, runContext(run, set, computing));
    return {
      ...{ run, runId, isUpstream: upstream.has(run.configId), isCompared: compared.has(run.configId) },
      // A program may take no steps, which cost something all the same.
      ...{ cost: Math.max(1, costOf(run, set.identity, teacher)), memory: memoryOf(run.config, set.identity, teacher) },
      ...storedRun(
        store,
        runId,
        (manifest) => counts(manifest) ?? (compared.has(run.configId) ? unkept(manifest, store) : null),
      ),
    };
  });
  // Weights are looked for only where somebody still needs them: from the last run to the first, since whoever is trained
  // again for its weights needs those that it starts from.
  const wanted = new Set<string>();
  const looked = states.reverse().map((state) => {
    const known = wanted.has(state.run.configId) ? withWeights(state, store) : state;
    if (!known.stored) for (const id of state.run.needs) wanted.add(id);
    return known;
  });
  return looked.reverse();
}

/** Why a stored run that a metric compares has to be trained again; null where its predictions are kept, or it has none. */
export function unkept({ measured }: Manifest, store: RunStore): string | null {
  if (!measured) return null;
  const { predictions } = measured.test ?? {};
  if (predictions !== undefined && store.readPredictions(predictions)) return null;
  return 'its predictions are not kept or damaged, and a metric compares them';
}

function withWeights(state: RunState, store: RunStore): RunState {
  const { stored } = state;
  if (!stored || stored.outcome.status !== 'ok' || store.readWeights(stored.weights.after)) return state;
  const reason = 'its weights are gone or damaged, and runs that start from them are still to be trained';
  return { ...state, stored: null, reason };
}

/** The manifest of a run that is stored and counts, or why it must be trained. */
export function storedRun(
  store: RunStore,
  runId: string,
  counts: (manifest: Manifest) => string | null = () => null,
): Pick<RunState, 'stored' | 'reason'> {
  if (!store.has(runId)) return { stored: null, reason: 'not in the store' };
  try {
    const manifest = store.read(runId);
    const reason = counts(manifest);
    return { stored: reason === null ? manifest : null, reason };
  } catch (error) {
    // What cannot be read may be intact: it is never trained over.
    if (!(error instanceof SeedbedError) || error.code !== 'SB_MANIFEST_DAMAGED') throw error;
    return { stored: null, reason: `its manifest is damaged (${error.message})` };
  }
}
