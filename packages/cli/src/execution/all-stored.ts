import {
  type BackendIdentity,
  byContext,
  canonicalJson,
  type Manifest,
  oneAnswer,
  type PlannedRun,
  recordedContext,
  runIdOf,
  RunStore,
  SeedbedError,
} from '@seedbed/core';
import { numericsVersion } from '@seedbed/engine/numerics';
import type { Terminal } from '../progress/terminal.js';
import { backendFor } from '../workspace/backends.js';
import { rememberedIdentity } from '../workspace/backend-identity.js';
import { placeIn, runContext, sayPlace } from '../workspace/at-hand.js';
import type { DataPlace } from '../workspace/dataset.js';
import { type Experiment, openData, type OpenedData } from '../workspace/experiment.js';
import { chosenWithSources } from './chosen-runs.js';
import type { RunOptions } from './run-options.js';
import { lookUp } from './state.js';
import { workerEnvironment } from './worker-environment.js';

/** Every run that was asked for, out of the store. */
export interface AllStored {
  readonly experiment: Experiment;
  readonly stored: readonly Manifest[];
  readonly data: Pick<OpenedData, 'fingerprint' | 'notes'>;
  readonly place: DataPlace;
  readonly identity: BackendIdentity;
  /** Why the backend was chosen. */
  readonly reason: string;
  /** Why the data were not looked at; null where they were. */
  readonly lacking: string | null;
}

/**
 * Answers from the store alone where it has every run: nothing that trains is loaded, and no image is read.
 * @returns null where a run is missing, or where it takes a worker to know.
 */
export async function allStored(
  experiment: Experiment,
  options: RunOptions,
  terminal: Terminal,
): Promise<AllStored | null> {
  const store = new RunStore(options.store);
  if (!store.exists) return null;
  const runs = chosenWithSources(experiment.runs, options);
  const { provider, reason } = backendFor(experiment.parsed, options.backend);
  const { isa } = experiment.parsed.spec.backend;
  const { variables } = workerEnvironment(process.env, provider.switches?.({ isa }) ?? []);
  const identity = rememberedIdentity(provider, { isa, threads: options.threads ?? 1, variables });
  if (!identity) return null;
  const place = placeIn(options.store, experiment, options);
  const answer = { experiment, place, identity, reason };
  let data: OpenedData;
  try {
    data = await openData(experiment, terminal, { ...place, identityOnly: true });
  } catch (error) {
    const mayLack = options.data === undefined && !options.onData && !options.counts;
    const lacking = mayLack ? dataLacking(error) : null;
    const fallback = lacking === null ? null : withoutData(runs, experiment, identity, store);
    if (!fallback) throw error;
    return { ...answer, ...fallback, lacking };
  }
  const context = { data, identity, pluginVersion: experiment.plugin.version };
  const here = runContext({ experiment, data, identity });
  if (!runs.every((run) => store.has(runIdOf(run.cell, here)))) return null;
  options.onData?.(data);
  const states = lookUp(runs, context, store, options.counts);
  if (states.some((state) => !state.stored)) return null;
  sayPlace(place, options, terminal);
  return { ...answer, stored: states.flatMap((state) => state.stored ?? []), data, lacking: null };
}

const dataLacking = (error: unknown): string | null =>
  error instanceof SeedbedError && error.code === 'SB_DATA_MISSING' ? error.message : null;

/** The runs of the only data set that has all of them, where the data themselves are not at hand. */
function withoutData(runs: readonly PlannedRun[], { plugin }: Experiment, backend: BackendIdentity, store: RunStore) {
  const here = canonicalJson({ pluginVersion: plugin.version, numerics: numericsVersion, backend });
  const isOfHere = (run: Manifest) => canonicalJson({ ...recordedContext(run), fingerprint: undefined }) === here;
  const complete = [...byContext(wholeManifests(store).filter(isOfHere)).values()].filter((answers) =>
    runs.every((run) => answers.has(run.cellId)),
  );
  const [answers, another] = complete;
  if (!answers || another) return null;
  const stored = runs.map((run) => oneAnswer(run.label, answers.get(run.cellId)!));
  return { stored, data: { fingerprint: stored[0]!.data.fingerprint, notes: [] } };
}

const wholeManifests = (store: RunStore): Manifest[] =>
  store.ids().flatMap((id) => {
    try {
      return [store.read(id)];
    } catch {
      return [];
    }
  });
