import { labelOf, RunStore } from '@seedbed/core';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/words.js';
import { testedWords } from '../results/cautions.js';
import { findRun, placesIn } from '../results/find-run.js';
import { type CommonFlags, examples, runOptions, withJson, withStore } from '../flags/flags.js';
import { lookAtStore } from '../results/read.js';

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
    .argument('<run>', 'a run id or its first digits, of the store or of recorded results; or the path of a manifest')
    .description("print a run's manifest")
    .option('--results <dir>', 'look in this folder of manifests, or store, alone')
    .addHelpText(
      'after',
      examples(
        'show 3f2a',
        'show 3f2a --results experiments/smoke/results',
        'show experiments/smoke/results/r0-source-3f2a97c4.json',
      ),
    );
  withJson(withStore(show)).action((run: string, flags: CommonFlags & { results?: string }) => {
    const manifest = findRun(run, placesIn(flags));
    const terminal = openTerminal(flags.json ?? false);
    const words = testedWords(manifest);
    if (words) terminal.say(words);
    terminal.print(JSON.stringify(manifest, null, 2));
  });
}
