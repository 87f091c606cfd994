import { resolve } from 'node:path';
import { SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import type { RunOptions } from '../execution/run-options.js';
import type { GivenData, GivenPlace } from '../workspace/data-sets.js';
import { defaultStore } from '../workspace/folders.js';
import { givenPlace } from '../workspace/places.js';
import { natural, positive, positiveNumber, seconds } from './numbers.js';

export interface CommonFlags extends GivenData {
  readonly store?: string;
  readonly backend?: string;
  readonly jobs?: number;
  readonly memory?: number;
  readonly filter?: string;
  readonly failFast?: boolean;
  readonly retries?: number;
  readonly checkpoint?: number;
  readonly hangTimeout?: number;
  readonly yes?: boolean;
  readonly json?: boolean;
}

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

const onePlace = (text: string, before: readonly GivenPlace[] = []) => [...before, givenPlace(text, resolve)];

export const withSkipDamaged = (command: Command) =>
  command.option('--skip-damaged', 'leave out examples that cannot be read; that makes another data set of it');

/** Where original data lie. */
export const withData = (command: Command) =>
  withSkipDamaged(
    command.option(
      '--data <place>',
      'PATH of the folder or archive with the original data, of one set among several NAME=PATH; may be repeated (default: as in the last run into this store)',
      onePlace,
    ),
  );

/** Options of every command that looks at a store with a backend. */
export const withRunOptions = (command: Command, { store } = { store: true }): Command =>
  withData(
    (store ? withStore(command) : command).option(
      '--backend <name>',
      'tensorflow, tensorflow-gpu, webgpu, wasm, cpu or a package (default: the first of tensorflow and wasm that is here)',
    ),
  );

export const withFilter = (command: Command) =>
  command.option(
    '--filter <runs>',
    'only these runs: a pattern of labels such as "r0 * condition S2T*", or "stage=target,size=25"',
  );

/** How many runs train at a time. */
export const withJobs = (command: Command) =>
  command
    .option(
      '--jobs <n>',
      'runs side by side, one thread each (default: one a core; on a GPU as many as fit, once the first run has shown its size, or one where the GPU does not say)',
      positive,
    )
    .option(
      '--memory <gigabytes>',
      'fewer runs side by side where all of them would take more (default: what is free)',
      positiveNumber,
    );

/** Consent to the program that a spec names. */
export const withConsent = (command: Command) =>
  command.option('--yes', 'start the program that the spec names as its trainer without asking (docs/trainers.md)');

/** Options of every command that trains into a store. */
export const withTraining = (command: Command) =>
  withConsent(withJobs(command))
    .option('--checkpoint <seconds>', 'keep the state of long runs every so many seconds (default: 60)', seconds)
    .option('--fail-fast', 'start nothing more after a run failed')
    .option('--retries <n>', 'try a run so often again whose process, or GPU, was lost (default: 1)', natural)
    .option(
      '--hang-timeout <seconds>',
      'end a worker that used no processor time for so long, and try its run again; 0: never (default: 300)',
      seconds,
    );

export const withJson = (command: Command) => command.option('--json', 'print one JSON document on standard output');

/** @throws SeedbedError SB_OPTION for an empty store. */
export function runOptions(flags: CommonFlags, store = defaultStore()): RunOptions {
  if (flags.store === '') throw new SeedbedError('SB_OPTION', '--store needs a folder');
  return {
    ...{ store: flags.store === undefined ? store : resolve(flags.store), ...givenData(flags) },
    ...(flags.backend === undefined ? {} : { backend: flags.backend }),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
    ...(flags.memory === undefined ? {} : { memory: flags.memory * 1e9 }),
    ...(flags.filter === undefined ? {} : { filter: flags.filter }),
    ...(flags.failFast ? { failFast: true } : {}),
    ...(flags.yes ? { yes: true } : {}),
    ...(flags.retries === undefined ? {} : { retries: flags.retries }),
    ...(flags.hangTimeout === undefined ? {} : { hangTimeout: flags.hangTimeout }),
    ...(flags.checkpoint === undefined ? {} : { checkpointSeconds: flags.checkpoint }),
  };
}

/** The options of a command that concern the data. */
export const givenData = ({ data, skipDamaged }: GivenData): GivenData => ({
  ...(data === undefined ? {} : { data }),
  ...(skipDamaged ? { skipDamaged } : {}),
});

/** Examples under a command's help. */
export const examples = (...lines: string[]) => `\nExamples:\n${lines.map((line) => `  $ seedbed ${line}`).join('\n')}`;
