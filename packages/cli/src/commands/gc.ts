import { collectGarbage } from '@seedbed/core';
import type { Command } from 'commander';
import { progressBar } from '../progress/bar.js';
import { openTerminal } from '../progress/terminal.js';
import { count } from '../progress/words.js';
import { type CommonFlags, examples, runOptions, withJson, withStore } from '../flags/flags.js';

export function gcCommand(program: Command): void {
  const command = program
    .command('gc')
    .description('remove from a store what nobody needs and nobody wrote to for an hour; never a manifest')
    .option('--dry-run', 'only show what would be removed')
    .addHelpText('after', examples('gc --dry-run', 'gc --store .seedbed/reproduce/fashion-mnist'));
  withJson(withStore(command)).action(async (flags: CommonFlags & { dryRun?: boolean }) => {
    const terminal = openTerminal(flags.json ?? false);
    const { store } = runOptions(flags);
    const dryRun = flags.dryRun ?? false;
    const bar = progressBar(terminal, 'reading manifests');
    const onProgress = (done: number, total: number) => bar.update(done, total);
    const report = await collectGarbage(store, { dryRun, onProgress }).finally(() => bar.stop());
    const { removed, bytes, kept } = report;
    if (kept > 0)
      terminal.say(
        `${count(kept, 'weights file')} kept, since a damaged manifest may name it: seedbed fsck names that`,
      );
    if (terminal.json) return terminal.print(JSON.stringify({ store, dryRun, ...report }, null, 2));
    for (const { kind, path, bytes: size } of removed) terminal.print(`${kind}: ${path} (${count(size, 'byte')})`);
    terminal.print(`${count(removed.length, 'file')}, ${count(bytes, 'byte')}${dryRun ? ' to remove' : ' removed'}`);
  });
}
