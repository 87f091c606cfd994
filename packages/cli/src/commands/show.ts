import type { Command } from 'commander';
import { type CommonFlags, examples, withJson, withStore } from '../flags/flags.js';
import { openTerminal } from '../progress/terminal.js';
import { measuredWords } from '../results/cautions.js';
import { findRun, placesIn, runArgument } from '../results/find-run.js';

/** `seedbed show`. */
export function showCommand(program: Command): void {
  const command = program
    .command('show')
    .argument('<run>', runArgument)
    .description("print a run's manifest")
    .option('--results <path>', 'look in this file of results, or store, alone')
    .addHelpText(
      'after',
      examples(
        'show 3f2a',
        'show 3f2a --results experiments/smoke/results.jsonl',
        'show experiments/smoke/results.jsonl:12',
      ),
    );
  withJson(withStore(command)).action((run: string, flags: CommonFlags & { results?: string }) => {
    const manifest = findRun(run, placesIn(flags));
    const terminal = openTerminal(flags.json ?? false);
    for (const line of measuredWords(manifest)) terminal.say(line);
    terminal.print(JSON.stringify(manifest, null, 2));
  });
}
