import {
  type BackendIdentity,
  byContext,
  canonicalJson,
  type Context,
  type Manifest,
  oneAnswer,
  type PlannedRun,
  runIdOf,
  RunStore,
  SeedbedError,
  setKeyOf,
} from '@seedbed/core';
import type { Terminal } from '../progress/terminal.js';
import { placesIn, rememberContext, sayPlaces } from '../workspace/at-hand.js';
import { rememberedIdentity } from '../workspace/backend-identity.js';
import { backendFor } from '../workspace/backends.js';
import {
  byEngine,
  type Computing,
  contextHere,
  type OpenedData,
  packagesHere,
  runContext,
} from '../workspace/data-sets.js';
import type { Experiment } from '../workspace/experiment.js';
import { openData } from '../workspace/open-data.js';
import { upstreamIds } from './chosen-runs.js';
import type { RunOptions } from './run-options.js';
import { sayNotes, sayWhatIsDue, sayWhatIsUsed } from './say.js';
import { lookUp, setOf, unkept } from './state.js';
import { workerEnvironment } from './worker-environment.js';

/** Every run that was asked for, out of the store. */
export interface AllStored {
  readonly skipped: readonly Manifest[];
  readonly context: Omit<Context, 'variables'>;
  readonly identity: BackendIdentity;
}

/**
 * Answers from the store alone where it has every run, and says so as `run` does: nothing that trains is loaded, and no
 * example is read.
 * @returns null where a run is missing, or where it takes a worker to know.
 */
export async function allStored(
  experiment: Experiment,
  runs: readonly PlannedRun[],
  options: RunOptions,
  terminal: Terminal,
): Promise<AllStored | null> {
  const store = new RunStore(options.store);
  if (!store.exists) return null;
  // Who a program is, it says only when it is started.
  if (experiment.trainer) return null;
  const { provider, reason } = backendFor(experiment, options.backend);
  const { isa, precision } = experiment.backend;
  const { variables } = workerEnvironment(process.env, provider.switches?.({ isa }) ?? []);
  const identity = rememberedIdentity(provider, { isa, precision, threads: options.threads ?? 1, variables });
  if (!identity) return null;
  const computing = byEngine(identity);
  const places = placesIn(options.store, experiment, options);
  let data: OpenedData;
  try {
    data = await openData(experiment, runs, terminal, places, { identityOnly: true });
  } catch (error) {
    const mayLack = options.data === undefined && !options.onData && !options.counts;
    const lacking = mayLack ? dataLacking(error) : null;
    const found = lacking === null ? null : withoutData(experiment, runs, computing, store);
    if (!found) throw error;
    const plugins = experiment.sets.filter(({ key }) => found.context.data[key]);
    sayWhatIsUsed(terminal, identity, reason, plugins.map(({ key, plugin }) => ({ plugin, fingerprint: found.context.data[key]!.fingerprint }))); // prettier-ignore
    terminal.say(`the data were not looked at, and every run of one version of them is stored: ${lacking}`);
    sayWhatIsDue(terminal, [], found.skipped.length);
    return { ...found, identity };
  }
  if (!runs.every((run) => store.has(runIdOf(run, runContext(run, setOf(data, run), computing))))) return null;
  options.onData?.(data);
  const { compared } = experiment.loaded;
  const states = lookUp(runs, { data, computing, upstream: upstreamIds(experiment.runs), compared }, store, options.counts); // prettier-ignore
  if (states.some((state) => !state.stored)) return null;
  const skipped = states.flatMap((state) => state.stored ?? []);
  sayPlaces(places, options, terminal);
  sayWhatIsUsed(terminal, identity, reason, data.values());
  sayNotes(data, terminal);
  const context = rememberContext(options.store, { experiment, data, computing, places });
  sayWhatIsDue(terminal, [], skipped.length);
  return { skipped, context, identity };
}

const dataLacking = (error: unknown): string | null =>
  error instanceof SeedbedError && error.code === 'SB_DATA_MISSING' ? error.message : null;

/** The runs of the only version of the data that has all of them, where the data themselves are not at hand. */
function withoutData(
  experiment: Experiment,
  runs: readonly PlannedRun[],
  computing: Computing,
  store: RunStore,
): Pick<AllStored, 'skipped' | 'context'> | null {
  const { sets, loaded } = experiment;
  const versions = new Map(sets.map(({ key, plugin }) => [key, plugin.version]));
  const machine = canonicalJson(computing);
  const { packages = {} } = packagesHere(experiment.runs);
  const isOfHere = ({ numerics, backend: its, config, data, code }: Manifest) =>
    canonicalJson({ numerics, backend: its }) === machine &&
    Object.entries(code.packages ?? {}).every(([name, { digest }]) => packages[name]?.digest === digest) &&
    versions.get(setKeyOf(config.learn.data)) === data.version;
  const complete = [...byContext(manifestsIn(store).filter(isOfHere)).values()].filter(({ answers }) =>
    runs.every((run) => answers.has(run.configId)),
  );
  const [only, another] = complete;
  if (!only || another) return null;
  const skipped = runs.map((run) => oneAnswer(run.label, only.answers.get(run.configId) as Manifest[]));
  if (skipped.some((manifest) => loaded.compared.has(manifest.configId) && unkept(manifest, store) !== null))
    return null;
  return { skipped, context: contextHere(experiment, only.context.data, computing) };
}

/** Every manifest that can be read. */
const manifestsIn = (store: RunStore): Manifest[] =>
  store.ids().flatMap((id) => {
    try {
      return [store.read(id)];
    } catch {
      return [];
    }
  });
