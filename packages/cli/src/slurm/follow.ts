import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { SeedbedError } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { RunState } from '../execution/state.js';
import { progressBar } from '../progress/bar.js';
import type { Terminal } from '../progress/terminal.js';
import { accounts, countTasks, isOver, queue, type QueuedTask } from './slurm.js';
import { exitCodeOf, jobsOf, logOf, packAt, type Submission } from './submission.js';

/** Seconds between two looks at queue and store. */
const lookEvery = 2;
/** Lines of a failed task's log that are shown. */
const lastLines = 12;

/** Shows how far submitted runs are, and the end of the log of each task that failed, until no task is left. */
export async function follow(
  submission: Submission,
  due: readonly RunState[],
  isStored: (state: RunState) => boolean,
  terminal: Terminal,
): Promise<void> {
  const bar = progressBar(terminal, 'cluster');
  const left = new Set(due);
  const shown = new Set<number>();
  let silent = false;
  try {
    for (;;) {
      const tasks = await tasksOf(submission).catch((error: unknown) => {
        if (!(error instanceof SeedbedError)) throw error;
        if (!silent) terminal.say(`${error.message}: jobs go on without it; asking again`);
        silent = true;
        return null;
      });
      for (const state of left) if (isStored(state)) left.delete(state);
      if (tasks) {
        if (silent) terminal.say('Slurm answers again');
        silent = false;
        for (const task of tasks) showFailure(submission, task, shown, terminal);
        const { running, waiting, ended } = countTasks(tasks);
        const why = running === 0 && waiting > 0 ? ` (${tasks.find((task) => !isOver(task))?.reason})` : '';
        const done = due.length - left.size;
        const note = `${done} of ${count(due.length, 'run')}; ${count(running, 'task')} running, ${waiting} waiting${why}`;
        bar.update(done, due.length, note);
        if (ended === tasks.length) return;
      }
      await setTimeout(lookEvery * 1000);
    }
  } finally {
    bar.stop();
  }
}

/** A task and the number of its pack. */
interface FollowedTask extends QueuedTask {
  readonly task: number;
}

/**
 * Every task of a submission, in the order of its packs; what the queue has forgotten is over, as the task itself or the
 * accounts say.
 */
export async function tasksOf(submission: Submission): Promise<FollowedTask[]> {
  const jobs = jobsOf(submission);
  const known = new Map<number, QueuedTask>();
  const add = (tasks: readonly QueuedTask[]) => {
    for (const task of tasks) {
      const pack = packAt(submission, task.job, task.index);
      if (pack !== undefined && !known.has(pack)) known.set(pack, task);
    }
  };
  add(await queue(jobs));
  if (known.size < submission.packs.length) add(await accounts(jobs));
  return submission.packs.map((_, task) => ({ task, ...(known.get(task) ?? forgotten(submission, task)) }));
}

/** A task that neither the queue nor the accounts know: only the exit code that it left says how it ended. */
function forgotten(submission: Submission, task: number): QueuedTask {
  const code = exitCodeOf(submission, task);
  const state = code === null ? 'CANCELLED' : code === 0 ? 'COMPLETED' : 'FAILED';
  return { job: '', index: 0, state, reason: '' };
}

function showFailure(submission: Submission, task: FollowedTask, shown: Set<number>, terminal: Terminal): void {
  if (!isOver(task) || task.state === 'COMPLETED' || shown.has(task.task)) return;
  shown.add(task.task);
  const log = logOf(submission, task.task);
  terminal.say(`task ${task.task} ended as ${task.state}; the end of ${log}:`);
  const lines = existsSync(log)
    ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lastLines)
    : ['(it wrote none)'];
  for (const line of lines) terminal.say(`  ${line}`);
}
