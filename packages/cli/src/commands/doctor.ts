import { arch, availableParallelism, platform, totalmem } from 'node:os';
import { backends } from '@seedbed/engine/backends';
import type { Command } from 'commander';
import { environmentWords, workerEnvironment } from '../execution/worker-environment.js';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/table.js';
import { cacheFolder } from '../workspace/folders.js';
import { datasets } from '../workspace/plugins.js';
import { examples, withJson } from '../flags/flags.js';

export function doctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('show what this installation can compute with, what is missing, and how to get it')
    .addHelpText('after', examples('doctor', 'doctor --json'));
  withJson(command).action((flags: { json?: boolean }) => {
    const terminal = openTerminal(flags.json ?? false);
    const found = backends.map((backend) => ({ name: backend.name, about: backend.about, missing: backend.missing() }));
    const machine = {
      node: process.version,
      platform: `${platform()} ${arch()}`,
      cores: availableParallelism(),
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
      cache: cacheFolder(),
    };
    const switches = backends.flatMap((backend) => backend.switches?.() ?? []);
    const { chosen, removed } = workerEnvironment(process.env, switches);
    const sets = datasets.map(({ plugin, from }) => ({ name: plugin.name, from, ...plugin.about }));
    if (terminal.json)
      return terminal.print(
        JSON.stringify({ machine, environment: { chosen, removed }, backends: found, dataSets: sets }, null, 2),
      );
    terminal.print(
      `Node ${machine.node}, ${machine.platform}, ${machine.cores} cores, ${machine.memoryGigabytes} GiB; cache ${machine.cache}\n`,
    );
    for (const words of environmentWords({ chosen, removed })) terminal.print(`environment: ${words}\n`);
    terminal.print(
      table([['backend', 'state'], ...found.map(({ name, about, missing }) => [name, missing ?? `ready: ${about}`])]),
    );
  });
}
