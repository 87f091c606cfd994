import { type Manifest, RunStore, SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/words.js';
import { labelOf } from './label.js';
import { type CommonFlags, examples, runOptions, withJson } from './options.js';
import { lookAtStore } from './results.js';

const withStore = (command: Command) =>
  withJson(command.option('--store <dir>', 'folder of stored runs (default: .seedbed/store in the workspace, or $SEEDBED_STORE)')); // prettier-ignore

const percent = (share: number | undefined) => (share === undefined ? '-' : `${(share * 100).toFixed(1)} %`);

/** `seedbed ls`, `show` and `diff`: looking at stored runs. */
export function storeCommands(program: Command): void {
  const ls = program
    .command('ls')
    .description('list the stored runs')
    .addHelpText('after', examples('ls', 'ls --store .seedbed/reproduce/fashion-mnist --json'));
  withStore(ls).action((flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const store = new RunStore(runOptions(flags).store);
    const manifests = lookAtStore(store, terminal);
    if (terminal.json) return terminal.print(JSON.stringify(manifests, null, 2));
    const rows = manifests.map((manifest) => [
      manifest.id.slice(0, 12),
      manifest.experiment,
      labelOf(manifest),
      manifest.backend.name,
      manifest.outcome.status,
      percent(manifest.test?.accuracy),
    ]);
    terminal.print(table([['run', 'experiment', 'what', 'backend', 'outcome', 'test accuracy'], ...rows]));
  });

  const show = program
    .command('show')
    .argument('<run>', 'a run id, or its first digits')
    .description("print a run's manifest")
    .addHelpText('after', examples('show 3f2a', 'show 3f2a --json'));
  withStore(show).action((id: string, flags: CommonFlags) => {
    const manifest = find(new RunStore(runOptions(flags).store), id);
    openTerminal(flags.json ?? false).print(JSON.stringify(manifest, null, 2));
  });

  const diff = program
    .command('diff')
    .argument('<run>', 'a run id, or its first digits')
    .argument('<other>', 'another one')
    .description('show, field by field, where two runs differ')
    .addHelpText('after', examples('diff 3f2a 9b01'));
  withStore(diff).action((one: string, other: string, flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const store = new RunStore(runOptions(flags).store);
    const differences = differencesOf(find(store, one), find(store, other));
    if (terminal.json) return terminal.print(JSON.stringify(differences, null, 2));
    terminal.print(differences.length > 0 ? table([['field', one, other], ...differences.map(({ field, values }) => [field, ...values])]) : 'no difference'); // prettier-ignore
  });
}

function find(store: RunStore, start: string): Manifest {
  const matches = store.ids().filter((id) => id.startsWith(start));
  if (matches.length === 1) return store.read(matches[0] as string);
  const what = matches.length === 0 ? 'no stored run begins with' : `${matches.length} stored runs begin with`;
  throw new SeedbedError('SB_RUN_NOT_FOUND', `${what} "${start}"`, { hint: 'seedbed ls lists the runs of a store' });
}

function differencesOf(a: unknown, b: unknown, path = ''): { field: string; values: [string, string] }[] {
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differencesOf((a as never)[key], (b as never)[key], path ? `${path}.${key}` : key));
  }
  const short = (value: unknown) => (value === undefined ? '(absent)' : String(value).slice(0, 40));
  return a === b ? [] : [{ field: path, values: [short(a), short(b)] }];
}
