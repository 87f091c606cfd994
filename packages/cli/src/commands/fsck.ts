import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { exitCodes, fsckResults, fsckStore, isDamage, type StoreFinding } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { Command } from 'commander';
import { type CommonFlags, examples, runOptions, withJson, withStore } from '../flags/flags.js';
import { progressBar } from '../progress/bar.js';
import { openTerminal } from '../progress/terminal.js';
import { openExperiment } from '../workspace/experiment.js';

export function fsckCommand(program: Command): void {
  const command = program
    .command('fsck')
    .description('check every stored byte: edits, missing files, orphans, half-written files; changes nothing')
    .option('--results <file>', 'check a file of results instead of a store')
    .addHelpText('after', examples('fsck', 'fsck --store .seedbed/reproduce/fashion-mnist', 'fsck --results experiments/fashion-mnist/results.jsonl')); // prettier-ignore
  withJson(withStore(command)).action(async (flags: CommonFlags & { results?: string }) => {
    const terminal = openTerminal(flags.json ?? false);
    const bar = progressBar(terminal, 'checking');
    const { store } = runOptions(flags);
    const results = flags.results === undefined ? null : resolve(flags.results);
    const advance = (done: number, total: number) => bar.update(done, total);
    const check = async () => (results === null ? fsckStore(store, advance) : fsckResults(results, askedBeside(results), advance)); // prettier-ignore
    const { findings, ...looked } = await check().finally(() => bar.stop());
    const damage = findings.filter(isDamage);
    const place = results ?? store;
    if (terminal.json) terminal.print(JSON.stringify({ place, ...looked, damage: damage.length, findings }, null, 2));
    else {
      for (const finding of findings) terminal.print(lineOf(finding));
      const { manifests, weights, predictions, checkpoints } = looked;
      const what = `${count(manifests, 'manifest')}, ${count(weights, 'weights file')}, ${count(predictions, 'predictions file')}, ${count(checkpoints, 'checkpoint')}`;
      terminal.print(`${place}: ${what}: ${verdictOf(findings)}`);
    }
    if (damage.length > 0) process.exitCode = exitCodes.checkFailed;
  });
}

/** What the spec beside a file of results asks for; nothing where there is none. */
function askedBeside(results: string) {
  const spec = join(dirname(results), 'experiment.yaml');
  if (!existsSync(spec)) return undefined;
  const { runs, loaded } = openExperiment(spec);
  return { runs, compared: loaded.compared };
}

const lineOf = ({ kind, path, what, remedy }: StoreFinding) => `${kind}: ${path}: ${what}\n    ${remedy}`;

function verdictOf(findings: readonly StoreFinding[]): string {
  if (findings.length === 0) return 'no damage';
  const unreadable = findings.filter(({ kind }) => kind === 'unreadable').length;
  const damage = findings.filter(isDamage).length - unreadable;
  if (damage + unreadable === 0) return `no damage, ${count(findings.length, 'file')} that no run needs`;
  const said = [damage > 0 && `${damage} damaged or missing`, unreadable > 0 && `${unreadable} cannot be read`];
  return said.filter(Boolean).join(', ');
}
