import {
  type BackendIdentity,
  type LastRun,
  lastRunOf,
  rememberRun,
  type RunContext,
  SeedbedError,
} from '@seedbed/core';
import { numericsVersion } from '@seedbed/engine/numerics';
import type { Terminal } from '../progress/terminal.js';
import { type DataPlace, openDataset } from './dataset.js';
import type { Experiment, OpenedData } from './experiment.js';

/** The context at hand, as far as it is known without loading a backend. */
export interface AtHand {
  /** Data, numerics, and the backend of the last run in the store; without data where they are not at hand. */
  readonly context: Partial<RunContext>;
  /** Why the data are not at hand; null where they are. */
  readonly lacking: string | null;
}

/** What a store knows of the last run of an experiment. */
export const lastRunIn = (store: string, { parsed: { spec } }: Experiment): LastRun | null =>
  lastRunOf(store, { experiment: spec.name, dataset: spec.dataset });

/** Where data lie: where they are said to, else where they lay when the experiment was last run in this store. */
export function placeIn(store: string, experiment: Experiment, { data, skipDamaged }: DataPlace): DataPlace {
  const last = data === undefined ? lastRunIn(store, experiment) : null;
  if (last && last.place !== null) return { data: last.place, skipDamaged: skipDamaged ?? last.skipDamaged };
  return { ...(data === undefined ? {} : { data }), ...(skipDamaged === undefined ? {} : { skipDamaged }) };
}

/** Says where data were found that nobody said the place of. */
export function sayPlace(place: DataPlace, given: DataPlace, terminal: Terminal): void {
  if (place.data !== given.data) terminal.say(`data: ${place.data}, as in the last run; --data names another place`);
}

/** The same as `placeIn`, and says so where nobody said it. */
export function placeForRun(store: string, experiment: Experiment, given: DataPlace, terminal: Terminal): DataPlace {
  const place = placeIn(store, experiment, given);
  sayPlace(place, given, terminal);
  return place;
}

interface Opened {
  readonly experiment: Experiment;
  readonly data: Pick<OpenedData, 'fingerprint'>;
  readonly identity: BackendIdentity;
  readonly place: DataPlace;
}

/** The context of runs here. */
export const runContext = ({ experiment, data, identity }: Omit<Opened, 'place'>): RunContext => ({
  fingerprint: data.fingerprint,
  pluginVersion: experiment.plugin.version,
  numerics: numericsVersion,
  backend: identity,
});

/** Lets later commands on this store know what a run works with, and gives its context. */
export function rememberContext(store: string, { experiment, data, identity, place }: Opened): RunContext {
  const { name, dataset } = experiment.parsed.spec;
  const context = runContext({ experiment, data, identity });
  const where = { place: place.data ?? null, skipDamaged: place.skipDamaged ?? false };
  try {
    rememberRun(store, { experiment: name, dataset, ...where, context });
  } catch {
    // A store that cannot be written to only costs an option later; where runs are due, that is said by name.
  }
  return context;
}

/** Opens the spec's data where the last run in a store found them, or where they are said to lie. */
export async function contextAtHand(
  store: string,
  experiment: Experiment,
  given: DataPlace,
  terminal: Terminal,
): Promise<AtHand> {
  const { plugin, parsed } = experiment;
  const last = lastRunIn(store, experiment);
  const known = { numerics: numericsVersion, ...(last && { backend: last.context.backend }) };
  try {
    const place = placeIn(store, experiment, given);
    const dataset = await openDataset(plugin, parsed.spec.dataset.options, { ...place, identityOnly: true }, terminal);
    dataset.close();
    const { fingerprint } = dataset;
    return { context: { ...known, fingerprint, pluginVersion: plugin.version }, lacking: null };
  } catch (error) {
    // Data that were named must be there; those that were remembered may have gone.
    if (!(error instanceof SeedbedError) || given.data !== undefined) throw error;
    return { context: {}, lacking: error.message };
  }
}
