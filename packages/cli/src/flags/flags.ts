import { resolve } from 'node:path';
import { SeedbedError } from '@seedbed/core';
import { type Command, InvalidArgumentError } from 'commander';
import type { RunOptions } from '../execution/run-options.js';
import { defaultStore } from '../workspace/folders.js';

export interface CommonFlags {
  readonly store?: string;
  readonly backend?: string;
  readonly jobs?: number;
  readonly memory?: number;
  readonly only?: string;
  readonly data?: string;
  readonly skipDamaged?: boolean;
  readonly failFast?: boolean;
  readonly retries?: number;
  readonly checkpoint?: number;
  readonly hungAfter?: number;
  readonly json?: boolean;
}

export const positive = (text: string) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1 on is wanted');
  return number;
};

export const natural = (text: string) => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('a whole number from 0 on is wanted');
  return number;
};

const seconds = (text: string) => {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0)) throw new InvalidArgumentError('a number of seconds from 0 on is wanted');
  return number;
};

export const positiveNumber = (text: string) => {
  const number = Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError('a number above 0 is wanted');
  return number;
};

/** The argument that names an experiment. */
export const specArgument = [
  '<spec>',
  'an experiment.yaml, its folder, or the name of a folder in experiments/',
] as const;

export const withStore = (command: Command) =>
  command.option(
    '--store <dir>',
    'folder of stored runs (default: .seedbed/store in the workspace, or $SEEDBED_STORE)',
  );

/** Options of every command that looks at a store with a backend. */
export function withRunOptions(command: Command, { store } = { store: true }): Command {
  return (store ? withStore(command) : command)
    .option(
      '--backend <name>',
      'tensorflow, tensorflow-gpu, webgpu, wasm, cpu or a package (default: the first of tensorflow and wasm that is here)',
    )
    .option('--data <dir>', 'folder or archive with the original data, for data sets that need one')
    .option('--skip-damaged', 'leave out images that cannot be decoded; that makes another data set of it');
}

export const withOnly = (command: Command) =>
  command.option('--only <glob>', 'only runs whose label matches, such as "r0 * at 25"');

/** How many runs train at a time. */
export const withJobs = (command: Command) =>
  command
    .option('--jobs <n>', 'runs side by side, one thread each (default: one a core; on a GPU one)', positive)
    .option(
      '--memory <gigabytes>',
      'fewer runs side by side where all of them would take more (default: what is free)',
      positiveNumber,
    );

/** Options of every command that trains into a store. */
export const withTraining = (command: Command) =>
  withJobs(command)
    .option('--checkpoint <seconds>', 'keep the state of long runs every so many seconds (default: 60)', seconds)
    .option('--fail-fast', 'start nothing more after a run failed')
    .option('--retries <n>', 'try a run so often again whose process, or GPU, was lost (default: 1)', natural)
    .option(
      '--hung-after <seconds>',
      'end a worker that used no processor time for so long, and try its run again; 0: never (default: 300)',
      seconds,
    );

export const withJson = (command: Command) => command.option('--json', 'print one JSON document on standard output');

export function runOptions(flags: CommonFlags, store = defaultStore()): RunOptions {
  for (const name of ['data', 'store'] as const) {
    if (flags[name] === '') throw new SeedbedError('SB_OPTION', `--${name} needs a folder`);
  }
  return {
    store: flags.store === undefined ? store : resolve(flags.store),
    ...(flags.backend === undefined ? {} : { backend: flags.backend }),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
    ...(flags.memory === undefined ? {} : { memory: flags.memory * 1e9 }),
    ...(flags.only === undefined ? {} : { only: flags.only }),
    ...(flags.data === undefined ? {} : { data: resolve(flags.data) }),
    ...(flags.skipDamaged ? { skipDamaged: true } : {}),
    ...(flags.failFast ? { failFast: true } : {}),
    ...(flags.retries === undefined ? {} : { retries: flags.retries }),
    ...(flags.hungAfter === undefined ? {} : { hungAfter: flags.hungAfter }),
    ...(flags.checkpoint === undefined ? {} : { checkpointSeconds: flags.checkpoint }),
  };
}

/** Examples under a command's help. */
export const examples = (...lines: string[]) => `\nExamples:\n${lines.map((line) => `  $ seedbed ${line}`).join('\n')}`;
