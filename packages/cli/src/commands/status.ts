import { RunStore, collect } from '@seedbed/core';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/words.js';
import { openExperiment } from '../workspace/experiment.js';
import { type CommonFlags, examples, runOptions, withJson } from './options.js';
import { lookAtStore } from './results.js';

export function statusCommand(program: Command): void {
  const command = program
    .command('status')
    .argument('<spec>', 'an experiment.yaml, its folder, or the name of a folder in experiments/')
    .description('show how far an experiment is, from the store alone; loads no backend')
    .option('--store <dir>', 'folder of stored runs (default: .seedbed/store in the workspace, or $SEEDBED_STORE)')
    .addHelpText(
      'after',
      examples('status fashion-mnist', 'status fashion-mnist --store .seedbed/reproduce/fashion-mnist'),
    );
  withJson(command).action((asked: string, flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const { runs, parsed } = openExperiment(asked);
    const store = new RunStore(runOptions(flags).store);
    const { manifests, missing, notes } = collect(runs, lookAtStore(store, terminal));
    const having = (status: string) => manifests.filter((manifest) => manifest.outcome.status === status).length;
    const document = {
      experiment: parsed.spec.name,
      planned: runs.length,
      ok: having('ok'),
      diverged: having('diverged'),
      missing: missing.map((run) => run.label),
    };
    for (const note of notes) terminal.say(note);
    if (terminal.json) return terminal.print(JSON.stringify(document, null, 2));
    const { planned, ok, diverged } = document;
    terminal.print(
      table([
        ['planned', 'ok', 'diverged', 'missing'],
        [planned, ok, diverged, missing.length],
      ]),
    );
  });
}
