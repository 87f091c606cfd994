import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SeedbedError } from '@seedbed/core';

const execute = promisify(execFile);

/** A task of an array as the queue has it. */
export interface QueuedTask {
  readonly job: string;
  /** Its index in the array. */
  readonly index: number;
  /** PENDING, RUNNING, COMPLETED, FAILED, TIMEOUT, NODE_FAIL, CANCELLED, … */
  readonly state: string;
  readonly reason: string;
}

/** States from which a task never comes back. */
const over = /^(BOOT_FAIL|CANCELLED|COMPLETED|DEADLINE|FAILED|NODE_FAIL|OUT_OF_MEMORY|TIMEOUT|REVOKED)/;
export const isOver = ({ state }: QueuedTask) => over.test(state);

/** How many tasks run, wait and are over. */
export function countTasks(tasks: readonly QueuedTask[]) {
  const running = tasks.filter(({ state }) => state === 'RUNNING').length;
  const ended = tasks.filter(isOver).length;
  return { running, waiting: tasks.length - running - ended, ended };
}

/** @throws SeedbedError SB_SLURM (exit 4) with what Slurm said. */
async function slurm(program: string, words: readonly string[]): Promise<string> {
  try {
    return (await execute(program, words, { maxBuffer: 1e9 })).stdout;
  } catch (cause) {
    const { code, stderr, message } = cause as NodeJS.ErrnoException & { stderr?: string };
    const missing = code === 'ENOENT';
    const said = stderr?.trim().split('\n').at(-1) || message;
    throw new SeedbedError('SB_SLURM', missing ? `${program} is not here` : `${program}: ${said}`, {
      hint: missing
        ? 'submit from a node of the cluster that has Slurm’s commands'
        : 'sinfo shows whether the cluster answers',
      cause,
    });
  }
}

/** Submits a batch script with its arguments. @returns the job's id. */
export async function submit(script: string, options: readonly string[], words: readonly string[]): Promise<string> {
  const answer = await slurm('sbatch', ['--parsable', ...options, script, ...words]);
  return (answer.trim().split(';')[0] as string).trim();
}

/** Every task of these jobs that the queue still knows. */
export async function queue(jobs: readonly string[]): Promise<QueuedTask[]> {
  if (jobs.length === 0) return [];
  let text: string;
  try {
    text = await slurm('squeue', [
      '--noheader',
      '--array',
      '--states=all',
      `--jobs=${jobs.join(',')}`,
      '--format=%F|%K|%T|%r',
    ]);
  } catch (error) {
    // It forgets jobs that ended some time ago.
    if (/Invalid job id/i.test((error as Error).message)) return [];
    throw error;
  }
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [job, index, state, reason] = line.split('|') as [string, string, string, string];
      return { job, index: Number(index), state, reason };
    });
}

/** States of tasks that the queue has forgotten, where the cluster keeps accounts; nothing elsewhere. */
export async function accounts(jobs: readonly string[]): Promise<QueuedTask[]> {
  try {
    const text = await slurm('sacct', [
      '--noheader',
      '--parsable2',
      '--allocations',
      '--array',
      `--jobs=${jobs.join(',')}`,
      '--format=JobID,State',
    ]);
    return text.split('\n').flatMap((line) => {
      const [, job, index, state] = /^(\d+)_(\d+)\|(\S+)/.exec(line) ?? [];
      return job && index && state ? [{ job, index: Number(index), state, reason: '' }] : [];
    });
  } catch {
    return [];
  }
}

export const cancel = (jobs: readonly string[]): Promise<string> => slurm('scancel', jobs);
