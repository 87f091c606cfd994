import { collectGarbage } from '@seedbed/core';
import { bytes, count } from '@seedbed/core/words';
import type { Command } from 'commander';
import { progressBar } from '../progress/bar.js';
import { openTerminal } from '../progress/terminal.js';
import { type CommonFlags, examples, runOptions, withJson, withStore } from '../flags/flags.js';

export function gcCommand(program: Command): void {
  const command = program
    .command('gc')
    .description('remove from a store what no run needs and no process wrote to for an hour; never a manifest')
    .option('--dry-run', 'only show what would be removed')
    .addHelpText('after', examples('gc --dry-run', 'gc --store .seedbed/reproduce/fashion-mnist'));
  withJson(withStore(command)).action(async (flags: CommonFlags & { dryRun?: boolean }) => {
    const terminal = openTerminal(flags.json ?? false);
    const { store } = runOptions(flags);
    const dryRun = flags.dryRun ?? false;
    const bar = progressBar(terminal, 'reading manifests');
    const onProgress = (done: number, total: number) => bar.update(done, total);
    const report = await collectGarbage(store, { dryRun, onProgress }).finally(() => bar.stop());
    const { removed, kept } = report;
    if (kept > 0)
      terminal.say(
        `${count(kept, 'file')} of weights or predictions kept, since a damaged manifest may name it: seedbed fsck names that`,
      );
    if (terminal.json) return terminal.print(JSON.stringify({ store, dryRun, ...report }, null, 2));
    for (const { kind, path, bytes: size } of removed) terminal.print(`${kind}: ${path} (${bytes(size)})`);
    terminal.print(`${count(removed.length, 'file')}, ${bytes(report.bytes)}${dryRun ? ' to remove' : ' removed'}`);
  });
}
