import { type BackendIdentity, type Context, isProgram, type Manifest, RunStore } from '@seedbed/core';
import { count, roughly } from '@seedbed/core/words';
import { progressBar } from '../progress/bar.js';
import type { Terminal } from '../progress/terminal.js';
import { rememberContext } from '../workspace/at-hand.js';
import type { Experiment } from '../workspace/experiment.js';
import { allStored } from './all-stored.js';
import { chosenRuns } from './chosen-runs.js';
import { moreOnDevice } from './device-jobs.js';
import { estimateSeconds } from './estimate.js';
import { hire } from './hire.js';
import { sayWhatFits, sideBySide } from './jobs.js';
import { type PoolResult, trainAll } from './pool.js';
import { type Prepared, prepare } from './prepare.js';
import type { RunOptions } from './run-options.js';
import { sayNotes, sayWhatIsDue } from './say.js';
import type { RunState } from './state.js';

/** What came of the runs of an experiment, and what they were made with. */
export interface Outcome extends PoolResult {
  readonly skipped: readonly Manifest[];
  readonly context: Omit<Context, 'variables'>;
  readonly identity: BackendIdentity;
  readonly seconds: number;
}

const nothing: PoolResult = { trained: [], elsewhere: [], troubles: [], notStarted: 0 };

/** Trains whatever the store does not have yet. */
export async function runExperiment(experiment: Experiment, options: RunOptions, terminal: Terminal): Promise<Outcome> {
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1000;

  // 1. Plan: the runs that are asked for, and those that they start from.
  const runs = chosenRuns(experiment, options);

  // 2. Look at what is stored. Where that is everything, no backend is loaded and nothing is refused.
  const answer = await allStored(experiment, runs, options, terminal);
  if (answer) return { ...nothing, ...answer, seconds: seconds() };

  // 3. Refuse what cannot run, open the data, start a first worker, look up every run.
  const prepared = await prepare(experiment, runs, options, terminal);
  const { states, data, computing, worker } = prepared;
  const due = states.filter((state) => !state.stored);
  const skipped = states.flatMap((state) => state.stored ?? []);
  sayNotes(data, terminal);
  const context = rememberContext(options.store, prepared);
  sayWhatIsDue(terminal, due, skipped.length);

  // 4. Hand out the runs to workers, who record each as it ends.
  const result = due.length > 0 ? await trainDue(prepared, due, skipped, options, terminal) : nothing;
  worker.stop();

  // 5. Say how it ended.
  for (const { run, code, message, hint } of result.troubles) {
    terminal.say(`${run.label}: ${message} [${code}]${hint ? `\nhint: ${hint}` : ''}`);
  }
  return { ...result, skipped, context, identity: computing.backend, seconds: seconds() };
}

async function trainDue(
  { states, setup, worker, computing, deviceBefore: before }: Prepared,
  due: readonly RunState[],
  skipped: readonly Manifest[],
  options: RunOptions,
  terminal: Terminal,
): Promise<PoolResult> {
  const { backend: identity } = computing;
  const store = new RunStore(options.store);
  try {
    store.prepare();
  } catch (error) {
    worker.stop();
    throw error;
  }
  const beside = sideBySide(options, identity);
  const { jobs } = beside;
  const seconds = estimateSeconds(due, skipped, states, identity, jobs);
  const estimate = seconds === null ? '' : `, ${roughly(seconds)}`;
  terminal.say(`training ${count(due.length, 'run')}, ${Math.min(jobs, due.length)} at a time${estimate}`);
  sayWhatFits(terminal, due, beside);
  const bar = progressBar(terminal, 'training');
  // What a program takes shows in its runs.
  let peak = 0;
  const seen = ({ cost }: Manifest) => {
    if (isProgram(identity)) peak = Math.max(peak, cost.peakMemoryBytes);
  };
  skipped.forEach(seen);
  return trainAll(due, new Map(skipped.map((manifest) => [manifest.configId, manifest])), {
    ...beside,
    ...moreOnDevice(options.jobs, { backend: identity.name, before, due }, terminal),
    ...{ store, bar },
    memoryOf: ({ memory }) => Math.max(memory, peak),
    first: worker,
    failFast: options.failFast ?? false,
    retries: options.retries ?? 1,
    ...(options.counts && { counts: options.counts }),
    ...(options.onTrained && { onTrained: options.onTrained }),
    hire: () => hire(setup, computing),
    onWait: (text) => terminal.say(text),
    onNote: (text, run) => terminal.say(`${run.label} ${text}`),
    onDone(manifest, run) {
      seen(manifest);
      if (manifest.outcome.status === 'diverged') terminal.say(`${run.label} diverged: ${manifest.outcome.reason}`);
    },
  }).finally(() => bar.stop());
}
