import {
  type BackendIdentity,
  choices,
  type Manifest,
  type RunContext,
  RunStore,
  SeedbedError,
  type Spec,
} from '@seedbed/core';
import { progressBar } from '../progress/bar.js';
import type { Terminal } from '../progress/terminal.js';
import { count, roughly } from '../progress/words.js';
import { sourcesOf } from './loaded-sources.js';
import { placeForRun, rememberContext } from '../workspace/at-hand.js';
import { refuseStaleBuild } from '../workspace/build.js';
import { dataCache, type DataPlace } from '../workspace/dataset.js';
import { backendFor } from '../workspace/backends.js';
import { type Experiment, openData, type OpenedData } from '../workspace/experiment.js';
import { matchesGlob } from './glob.js';
import { estimateSeconds } from './estimate.js';
import { sayWhatFits, sideBySide } from './jobs.js';
import type { Setup } from './messages.js';
import { type PoolResult, trainAll } from './pool.js';
import { lookUp, type RunState } from './state.js';
import { environmentWords, workerEnvironment } from './worker-environment.js';
import { WorkerProcess } from './worker-process.js';

export interface RunOptions {
  readonly store: string;
  readonly backend?: string;
  readonly jobs?: number;
  /** Bytes that all workers together may take. */
  readonly memory?: number;
  /** Only runs whose label matches: `*` and `?` as in a shell. */
  readonly only?: string;
  /** Only these cells, and the source networks that they need. */
  readonly cells?: readonly string[];
  readonly data?: string;
  readonly skipDamaged?: boolean;
  readonly failFast?: boolean;
  /** How often a run is tried again whose process, or GPU, was lost. */
  readonly retries?: number;
  /** Threads a run computes with. */
  readonly threads?: number;
  /** Seconds after which the state of a run in hand is kept. */
  readonly checkpointSeconds?: number;
  /** Seconds without processor time after which a worker is given up; 0: never. */
  readonly hungAfter?: number;
  /** Told of the data before anything else happens; may throw. */
  readonly onData?: (data: OpenedData) => void;
  /** Why a stored run does not count and is executed again; null where it does. */
  readonly counts?: (manifest: Manifest) => string | null;
  /** Told of each run that was trained, before other processes may see it as done. */
  readonly onTrained?: (manifest: Manifest) => void;
}

export interface Prepared {
  readonly experiment: Experiment;
  readonly states: readonly RunState[];
  readonly data: OpenedData;
  /** Where the data lie. */
  readonly place: DataPlace;
  readonly identity: BackendIdentity;
  readonly setup: Setup;
  readonly worker: WorkerProcess;
}

/** Opens data and backend and looks up every run. The caller stops `worker` or passes it on. */
export async function prepare(experiment: Experiment, options: RunOptions, terminal: Terminal): Promise<Prepared> {
  refuseStaleBuild();
  const { parsed, plugin } = experiment;
  const runs = withSources(chosenRuns(experiment.runs, options), experiment.runs);
  const choice = backendFor(parsed, options.backend);
  const place = placeForRun(options.store, experiment, options, terminal);
  const data = await openData(experiment, terminal, place);
  options.onData?.(data);
  const setup: Setup = {
    type: 'setup',
    backend: choice.provider.name,
    plugin: parsed.spec.dataset.plugin,
    specFolder: experiment.folder,
    options: parsed.spec.dataset.options,
    cacheDir: dataCache(),
    dataDir: place.data,
    skipDamaged: place.skipDamaged ?? false,
    opened: data.identity,
    store: options.store,
    experiment: parsed.spec.name,
    ...sourcesOf(choice.provider.name),
    threads: options.threads ?? 1,
    isa: parsed.spec.backend.isa,
    switches: choice.provider.switches?.({ isa: parsed.spec.backend.isa }) ?? [],
    checkpointSeconds: options.checkpointSeconds ?? 60,
    hungAfter: options.hungAfter ?? 300,
  };
  const environment = workerEnvironment(process.env, setup.switches);
  for (const words of environmentWords(environment)) terminal.say(`environment: ${words}`);
  const { worker, identity } = await WorkerProcess.start(setup, environment.variables);
  terminal.say(
    `backend: ${identity.name} (${identity.library}, ${count(identity.threads, 'thread')} a run): ${choice.reason}`,
  );
  terminal.say(`data: ${plugin.name} ${plugin.version}, fingerprint ${data.fingerprint.slice(0, 8)}`);
  const context = { data, identity, pluginVersion: plugin.version };
  const states = lookUp(runs, context, new RunStore(options.store), options.counts);
  return { experiment, states, data, place, identity, setup, worker };
}

/** The runs whose label matches; all of them where nothing is asked for. @throws SeedbedError SB_ONLY_NOTHING. */
export function matching(runs: Experiment['runs'], only: string | undefined): Experiment['runs'] {
  if (only === undefined) return runs;
  const chosen = runs.filter((run) => matchesGlob(run.label, only));
  if (chosen.length === 0) {
    throw new SeedbedError('SB_ONLY_NOTHING', `no run is called "${only}"`, {
      hint: choices(
        only,
        runs.map((run) => run.label),
      ),
    });
  }
  return chosen;
}

function chosenRuns(runs: Experiment['runs'], { only, cells }: RunOptions): Experiment['runs'] {
  if (cells === undefined) return matching(runs, only);
  const wanted = new Set(cells);
  const chosen = runs.filter((run) => wanted.has(run.cellId));
  if (chosen.length === wanted.size) return chosen;
  throw new SeedbedError('SB_PACK_OUTDATED', 'the spec no longer asks for some of the runs that were submitted', {
    hint: 'submit the experiment again; what was trained is kept',
  });
}

/** Chosen runs, and the source networks that they need. */
function withSources(chosen: Experiment['runs'], runs: Experiment['runs']): Experiment['runs'] {
  const all = new Set(chosen);
  const needed = new Set(chosen.map((run) => run.needs));
  return runs.filter((run) => all.has(run) || needed.has(run.cellId));
}

export interface Outcome extends PoolResult {
  readonly spec: Spec;
  readonly skipped: readonly Manifest[];
  readonly context: RunContext;
  readonly identity: BackendIdentity;
  readonly seconds: number;
}

/** Trains whatever the store does not have yet. */
export async function runExperiment(experiment: Experiment, options: RunOptions, terminal: Terminal): Promise<Outcome> {
  const started = Date.now();
  const prepared = await prepare(experiment, options, terminal);
  const { states, setup, worker, identity } = prepared;
  const due = states.filter((state) => !state.stored);
  const skipped = states.flatMap((state) => state.stored ?? []);
  for (const note of prepared.data.notes) terminal.say(`data: ${note}`);
  for (const caution of prepared.data.cautions) terminal.say(`caution: ${caution}`);
  const context = rememberContext(options.store, prepared);
  sayWhatIsDue(terminal, due, skipped.length);
  const finish = (result: PoolResult) => ({
    ...result,
    skipped,
    context,
    identity,
    spec: experiment.parsed.spec,
    seconds: (Date.now() - started) / 1000,
  });
  if (due.length === 0) {
    worker.stop();
    return finish({ trained: [], elsewhere: [], troubles: [], notStarted: 0 });
  }
  const store = new RunStore(options.store);
  try {
    store.prepare();
  } catch (error) {
    worker.stop();
    throw error;
  }
  const beside = sideBySide(options, identity.name);
  const { jobs } = beside;
  const seconds = estimateSeconds(due, skipped, states, identity, jobs);
  terminal.say(`training ${count(due.length, 'run')}, ${Math.min(jobs, due.length)} at a time, ${roughly(seconds)}`);
  sayWhatFits(terminal, due, beside);
  const bar = progressBar(terminal, 'training');
  const result = await trainAll(due, new Map(skipped.map((manifest) => [manifest.cellId, manifest])), {
    ...beside,
    store,
    bar,
    first: worker,
    failFast: options.failFast ?? false,
    retries: options.retries ?? 1,
    ...(options.counts && { counts: options.counts }),
    ...(options.onTrained && { onTrained: options.onTrained }),
    hire: async () => (await WorkerProcess.start(setup)).worker,
    onWait: (text) => terminal.say(text),
    onNote: (text, run) => terminal.say(`${run.label} ${text}`),
    onDone(manifest, run) {
      if (manifest.outcome.status === 'diverged') terminal.say(`${run.label} diverged: ${manifest.outcome.reason}`);
    },
  }).finally(() => bar.stop());
  for (const { run, code, message, hint } of result.troubles) {
    terminal.say(`${run.label}: ${message} [${code}]${hint ? `\nhint: ${hint}` : ''}`);
  }
  return finish(result);
}

/** Says what is skipped, and for each run that comes again, why. */
export function sayWhatIsDue(terminal: Terminal, due: readonly RunState[], skipped: number): void {
  if (skipped > 0) terminal.say(`${count(skipped, 'run')} already in the store: skipped`);
  for (const reason of new Set(due.map((state) => state.reason))) {
    const states = due.filter((state) => state.reason === reason);
    const names = states.slice(0, 3).map((state) => state.run.label).join(', '); // prettier-ignore
    terminal.say(`${count(states.length, 'run')} to train (${names}${states.length > 3 ? ', …' : ''}): ${reason}`);
  }
}
