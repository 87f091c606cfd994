import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { count } from '../progress/words.js';
import { cancelOnSlurm } from '../slurm/run-on-slurm.js';
import { openExperiment } from '../workspace/experiment.js';
import { type CommonFlags, examples, runOptions, specArgument, withJson, withStore } from '../flags/flags.js';

export function cancelCommand(program: Command): void {
  const command = program
    .command('cancel')
    .argument(...specArgument)
    .description('cancel the jobs that slurm still has for an experiment; what is stored stays')
    .addHelpText('after', examples('cancel fashion-mnist --store /shared/store'));
  withJson(withStore(command)).action(async (asked: string, flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const { parsed } = openExperiment(asked);
    const cancelled = await cancelOnSlurm(runOptions(flags).store, parsed.spec.name);
    terminal.print(terminal.json ? JSON.stringify({ cancelled }) : `${count(cancelled, 'task')} cancelled`);
  });
}
