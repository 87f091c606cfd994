import { labelOf, type Manifest, RunStore, SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/words.js';
import { testedWords } from './cautions.js';
import { type CommonFlags, examples, runOptions, withJson, withStore } from './options.js';
import { lookAtStore } from './results.js';

const percent = (share: number | undefined) => (share === undefined ? '-' : `${(share * 100).toFixed(1)} %`);

/** `seedbed ls` and `show`: looking at stored runs. */
export function storeCommands(program: Command): void {
  const ls = program
    .command('ls')
    .description('list the stored runs')
    .addHelpText('after', examples('ls', 'ls --store .seedbed/reproduce/fashion-mnist --json'));
  withJson(withStore(ls)).action((flags: CommonFlags) => {
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
  withJson(withStore(show)).action((id: string, flags: CommonFlags) => {
    const manifest = findRun(new RunStore(runOptions(flags).store), id);
    const terminal = openTerminal(flags.json ?? false);
    const words = testedWords(manifest);
    if (words) terminal.say(words);
    terminal.print(JSON.stringify(manifest, null, 2));
  });
}

/** A stored run by the first digits of its id. @throws SeedbedError SB_RUN_NOT_FOUND. */
export function findRun(store: RunStore, start: string): Manifest {
  const matches = store.ids().filter((id) => id.startsWith(start));
  if (matches.length === 1) return store.read(matches[0] as string);
  const what = matches.length === 0 ? 'no stored run begins with' : `${matches.length} stored runs begin with`;
  throw new SeedbedError('SB_RUN_NOT_FOUND', `${what} "${start}"`, { hint: 'seedbed ls lists the runs of a store' });
}
