import { type Manifest, RunStore } from '@seedbed/core';
import { count, roughly } from '@seedbed/core/words';
import { chosenRuns } from '../execution/chosen-runs.js';
import { rateOf, secondsAt } from '../execution/estimate.js';
import { prepare } from '../execution/prepare.js';
import type { Outcome } from '../execution/run-experiment.js';
import type { RunOptions } from '../execution/run-options.js';
import { sayWhatIsDue } from '../execution/say.js';
import { type RunState, storedRun } from '../execution/state.js';
import { onInterrupt } from '../progress/interrupt.js';
import type { Terminal } from '../progress/terminal.js';
import { rememberContext } from '../workspace/at-hand.js';
import type { Experiment } from '../workspace/experiment.js';
import { commandOf } from './command.js';
import { follow, tasksOf } from './follow.js';
import { packsOf } from './packs.js';
import { readProfile } from './profile.js';
import { cancel, isOver } from './slurm.js';
import { jobsOf, type Submission, submissionsOf, submitPacks } from './submission.js';

export interface SlurmOptions extends RunOptions {
  /** A profile file. */
  readonly slurm?: string;
  /** Submit and return. */
  readonly detach?: boolean;
}

/**
 * Trains on a cluster whatever the store lacks: packs the runs into job arrays, submits them, and follows them until they
 * end. The tasks are this same command with the local executor, so nothing of how a run computes is different there.
 */
export async function runOnSlurm(experiment: Experiment, options: SlurmOptions, terminal: Terminal): Promise<Outcome> {
  const started = Date.now();
  const profile = readProfile(options.slurm);
  const prepared = await prepare(experiment, chosenRuns(experiment, options), options, terminal);
  const { states, computing, worker, places } = prepared;
  const { backend: identity } = computing;
  worker.stop();
  const context = rememberContext(options.store, prepared);
  const skipped = states.flatMap((state) => state.stored ?? []);
  const due = states.filter((state) => !state.stored);
  sayWhatIsDue(terminal, due, skipped.length);
  const outcome = (trained: readonly Manifest[], notStarted: number): Outcome => ({
    ...{ trained, skipped, notStarted, context, identity },
    elsewhere: [],
    troubles: [],
    seconds: (Date.now() - started) / 1000,
  });
  if (due.length === 0) return outcome([], 0);
  const store = new RunStore(options.store);
  store.prepare();
  const { rate, basis } = rateOf(skipped, states, identity);
  // Of a program nobody knows before how long it takes: a run a task keeps within every time limit that one of them does.
  const packs = packsOf(due, basis === 'nothing' ? 0 : rate * profile.minutes * 60 * profile.cpus);
  const submission = await submitPacks(options.store, experiment.name, packs, profile, (file) =>
    commandOf(experiment, options, places, profile.cpus, file),
  );
  const together =
    basis === 'nothing'
      ? ''
      : `; all at once they would take ${roughly(secondsAt(rate, due, packs.length * profile.cpus))}`;
  terminal.say(
    `submitted ${count(due.length, 'run')} in ${count(packs.length, 'task')} as ${count(submission.arrays.length, 'job')} ${jobsOf(submission).join(', ')}${together}`,
  );
  if (options.detach) return outcome([], due.length);
  const restore = onInterrupt(interruption(submission, terminal));
  const storedOf = ({ runId }: RunState) => storedRun(store, runId, options.counts).stored;
  // To know whether what was there before was replaced, it has to be read.
  const isStored = (state: RunState) => (options.counts ? storedOf(state) !== null : store.has(state.runId));
  await follow(submission, due, isStored, terminal).finally(restore);
  const trained = due.flatMap((state) => storedOf(state) ?? []);
  return outcome(trained, due.length - trained.length);
}

/** The first Ctrl-C stops following; a second one within five seconds cancels. */
function interruption(submission: Submission, terminal: Terminal) {
  let before = false;
  return (end: () => void) => {
    if (before) {
      terminal.say('cancelling');
      void cancel(jobsOf(submission)).then(end, end);
      return;
    }
    before = true;
    terminal.say(
      `\nno longer following: the jobs go on. Ctrl-C again cancels them; later, "seedbed cancel ${submission.experiment}" does`,
    );
    setTimeout(end, 5000);
  };
}

/** Cancels all tasks of an experiment that have not ended. @returns how many. */
export async function cancelOnSlurm(store: string, experiment: string): Promise<number> {
  let cancelled = 0;
  for (const submission of submissionsOf(store, experiment)) {
    const left = (await tasksOf(submission)).filter((task) => !isOver(task));
    if (left.length > 0) await cancel(jobsOf(submission));
    cancelled += left.length;
  }
  return cancelled;
}
