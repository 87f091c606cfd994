import { labelOf, type Manifest, RunStore } from '@seedbed/core';
import type { Command } from 'commander';
import { type CommonFlags, examples, runOptions, withJson, withStore } from '../flags/flags.js';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/table.js';
import { valueWords } from '../results/cautions.js';
import { lookAtStore } from '../results/read.js';

/** `seedbed ls`. */
export function lsCommand(program: Command): void {
  const command = program
    .command('ls')
    .description('list the stored runs')
    .addHelpText('after', examples('ls', 'ls --store .seedbed/reproduce/fashion-mnist --json'));
  withJson(withStore(command)).action((flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const manifests = lookAtStore(new RunStore(runOptions(flags).store), terminal);
    if (terminal.json) return terminal.print(JSON.stringify(manifests, null, 2));
    const rows = manifests.map((manifest) => [
      manifest.id.slice(0, 12),
      manifest.experiment,
      labelOf(manifest),
      manifest.backend.name,
      manifest.outcome.status,
      mainValue(manifest),
    ]);
    terminal.print(table([['run', 'experiment', 'label', 'backend', 'outcome', 'measured'], ...rows]));
  });
}

/** The first metric of the last part that was measured: "test accuracy 81.2 %". */
function mainValue({ measured, metrics }: Manifest): string {
  const part = (['test', 'validation', 'train'] as const).find((each) => measured?.[each]);
  const [name, value] = Object.entries(measured?.[part ?? 'test']?.values ?? {})[0] ?? [];
  if (part === undefined || name === undefined || value === undefined) return '-';
  return `${part} ${name} ${valueWords(value, metrics[name]?.unit)}`;
}
