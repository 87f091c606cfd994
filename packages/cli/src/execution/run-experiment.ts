import { type BackendIdentity, type Manifest, type RunContext, RunStore, type Spec } from '@seedbed/core';
import { progressBar } from '../progress/bar.js';
import type { Terminal } from '../progress/terminal.js';
import { count, roughly } from '../progress/words.js';
import { sourcesOf } from './loaded-sources.js';
import { placeForRun, rememberContext, runContext } from '../workspace/at-hand.js';
import { refuseStaleBuild } from '../workspace/build.js';
import { dataCache, type DataPlace } from '../workspace/dataset.js';
import { rememberIdentity } from '../workspace/backend-identity.js';
import { backendFor } from '../workspace/backends.js';
import { type Experiment, openData, type OpenedData } from '../workspace/experiment.js';
import { estimateSeconds } from './estimate.js';
import { sayWhatFits, sideBySide } from './jobs.js';
import type { Setup } from './messages.js';
import { chosenWithSources } from './chosen-runs.js';
import { type AllStored, allStored } from './all-stored.js';
import type { RunOptions } from './run-options.js';
import { type PoolResult, trainAll } from './pool.js';
import { lookUp, type RunState } from './state.js';
import { environmentWords, workerEnvironment } from './worker-environment.js';
import { WorkerProcess } from './worker-process.js';

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
  const runs = chosenWithSources(experiment.runs, options);
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
  rememberIdentity(
    choice.provider,
    { isa: setup.isa, threads: setup.threads, variables: environment.variables },
    identity,
  );
  sayWhatIsUsed(terminal, { experiment, identity, data, reason: choice.reason });
  const context = { data, identity, pluginVersion: plugin.version };
  const states = lookUp(runs, context, new RunStore(options.store), options.counts);
  return { experiment, states, data, place, identity, setup, worker };
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
  const answered = await allStored(experiment, options, terminal);
  if (answered) return answerOf(answered, options.store, started, terminal);
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

/** Nothing is due: says so as where something is. */
function answerOf(answered: AllStored, store: string, started: number, terminal: Terminal): Outcome {
  const { experiment, stored, data, identity, lacking } = answered;
  sayWhatIsUsed(terminal, answered);
  if (lacking !== null)
    terminal.say(`the data were not looked at, and every run of one data set is stored: ${lacking}`);
  for (const note of data.notes) terminal.say(`data: ${note}`);
  const context = lacking === null ? rememberContext(store, answered) : runContext(answered);
  sayWhatIsDue(terminal, [], stored.length);
  return {
    ...{ trained: [], elsewhere: [], troubles: [], notStarted: 0 },
    ...{ skipped: stored, context, identity, spec: experiment.parsed.spec },
    seconds: (Date.now() - started) / 1000,
  };
}

function sayWhatIsUsed(
  terminal: Terminal,
  { experiment: { plugin }, identity, data, reason }: Pick<AllStored, 'experiment' | 'identity' | 'data' | 'reason'>,
): void {
  const threads = count(identity.threads, 'thread');
  terminal.say(`backend: ${identity.name} (${identity.library}, ${threads} a run): ${reason}`);
  terminal.say(`data: ${plugin.name} ${plugin.version}, fingerprint ${data.fingerprint.slice(0, 8)}`);
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
