import { type AtHand as Known, type Context, type LastRun, lastRunOf, rememberRun, SeedbedError } from '@seedbed/core'; // prettier-ignore
import { numericsVersion } from '@seedbed/engine/numerics';
import type { Terminal } from '../progress/terminal.js';
import { type Computing, contextHere, type DataSet, type GivenData, identitiesOf, type OpenedData, packagesHere, type Places, setContext } from './data-sets.js'; // prettier-ignore
import { openDataset } from './dataset.js';
import type { Experiment } from './experiment.js';
import { placesGiven } from './places.js';

/** The context at hand, as far as it is known without loading a backend. */
export interface AtHand {
  /** Data and numerics, and the backend of the last run in the store; nothing where data are not at hand. */
  readonly context: Known;
  /** Why the data are not at hand; null where they are. */
  readonly lacking: string | null;
}

/** What a store knows of the last run of an experiment on one of its sets. */
const lastRunIn = (store: string, { name }: Experiment, { asked, options }: DataSet): LastRun | null =>
  lastRunOf(store, { experiment: name, dataset: { plugin: asked, options } });

/** The context of the last run of an experiment in a store, as far as it is remembered. */
export function lastContextIn(store: string, experiment: Experiment): Known | undefined {
  const runs = experiment.sets.flatMap((set) => {
    const last = lastRunIn(store, experiment, set);
    return last ? [[set.key, last.context] as const] : [];
  });
  const [, any] = runs[0] ?? [];
  if (any === undefined) return undefined;
  const data = runs.map(([key, { fingerprint, pluginVersion: version }]) => [key, { fingerprint, version }]);
  return {
    data: Object.fromEntries(data) as Context['data'],
    numerics: any.numerics,
    backend: any.backend,
    ...packagesHere(experiment.runs),
  };
}

/** Where data lie: where they are said to, else where they lay when the experiment was last run in this store. */
export function placesIn(store: string, experiment: Experiment, given: GivenData): Places {
  const said = placesGiven(experiment.sets, given);
  const places = experiment.sets.map((set) => {
    const own = said.get(set.key) ?? {};
    const last = own.data === undefined ? lastRunIn(store, experiment, set) : null;
    if (!last || last.place === null) return [set.key, own] as const;
    return [set.key, { data: last.place, skipDamaged: own.skipDamaged ?? last.skipDamaged }] as const;
  });
  return new Map(places);
}

/** Says where data were found that nobody said the place of. */
export function sayPlaces(places: Places, { data: given = [] }: GivenData, terminal: Terminal): void {
  for (const [key, { data: place }] of places) {
    if (place === undefined || given.some(({ path }) => path === place)) continue;
    terminal.say(`data: ${key} in ${place}, as in the last run; --data names another place`);
  }
}

/** The same as `placesIn`, and says so where nobody said it. */
export function placesForRun(store: string, experiment: Experiment, given: GivenData, terminal: Terminal): Places {
  const places = placesIn(store, experiment, given);
  sayPlaces(places, given, terminal);
  return places;
}

interface Opened {
  readonly experiment: Experiment;
  readonly data: OpenedData;
  readonly computing: Computing;
  readonly places: Places;
}

/** Lets later commands on this store know what a run works with, and gives its context. */
export function rememberContext(
  store: string,
  { experiment, data, computing, places }: Opened,
): Omit<Context, 'variables'> {
  for (const set of data.values()) {
    const { data: place = null, skipDamaged = false } = places.get(set.key) ?? {};
    const dataset = { plugin: set.asked, options: set.options };
    try {
      rememberRun(store, {
        experiment: experiment.name,
        dataset,
        place,
        skipDamaged,
        context: setContext(set, computing),
      });
    } catch {
      // A store that cannot be written to only costs an option later; where runs are due, that is said by name.
    }
  }
  return contextHere(experiment, identitiesOf(data), computing);
}

/** Opens the spec's data where the last run in a store found them, or where they are said to lie. */
export async function contextAtHand(
  store: string,
  experiment: Experiment,
  given: GivenData,
  terminal: Terminal,
): Promise<AtHand> {
  const places = placesIn(store, experiment, given);
  const last = lastContextIn(store, experiment);
  const backend = last?.backend;
  // Which version a program has, it says only when it is started: that of its last run is taken.
  const numerics = experiment.trainer ? last?.numerics : numericsVersion;
  const data: Record<string, Context['data'][string]> = {};
  try {
    for (const { key, plugin, options } of experiment.sets) {
      const dataset = await openDataset(plugin, options, { ...places.get(key), identityOnly: true }, terminal);
      dataset.close();
      data[key] = { fingerprint: dataset.fingerprint, version: plugin.version };
    }
    return {
      context: {
        data,
        ...(numerics === undefined ? {} : { numerics }),
        ...packagesHere(experiment.runs),
        ...(backend && { backend }),
      },
      lacking: null,
    };
  } catch (error) {
    // Data that were named must be there; those that were remembered may have gone.
    if (!(error instanceof SeedbedError) || (given.data ?? []).length > 0) throw error;
    return { context: {}, lacking: error.message };
  }
}
