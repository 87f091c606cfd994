import { count } from '@seedbed/core/words';
import type { Command } from 'commander';
import { type CommonFlags, examples, runOptions, specArgument, withJson, withStore } from '../flags/flags.js';
import { openTerminal } from '../progress/terminal.js';
import { cancelOnSlurm } from '../slurm/run-on-slurm.js';
import { openExperiment } from '../workspace/experiment.js';

export function cancelCommand(program: Command): void {
  const command = program
    .command('cancel')
    .argument(...specArgument)
    .description('cancel the jobs that Slurm still has for an experiment; stored runs stay')
    .addHelpText('after', examples('cancel fashion-mnist --store /shared/store'));
  withJson(withStore(command)).action(async (asked: string, flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const cancelled = await cancelOnSlurm(runOptions(flags).store, openExperiment(asked).name);
    terminal.print(terminal.json ? JSON.stringify({ cancelled }) : `${count(cancelled, 'task')} cancelled`);
  });
}
