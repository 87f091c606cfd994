import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { count } from '../progress/words.js';
import { cancelOnSlurm } from '../slurm/run-on-slurm.js';
import { openExperiment } from '../workspace/experiment.js';
import { type CommonFlags, examples, runOptions, withJson } from './options.js';

export function cancelCommand(program: Command): void {
  const command = program
    .command('cancel')
    .argument('<spec>', 'an experiment.yaml, its folder, or the name of a folder in experiments/')
    .description('cancel the jobs that slurm still has for an experiment; what is stored stays')
    .option('--store <dir>', 'folder of stored runs (default: .seedbed/store in the workspace, or $SEEDBED_STORE)')
    .addHelpText('after', examples('cancel fashion-mnist --store /shared/store'));
  withJson(command).action(async (asked: string, flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const { parsed } = openExperiment(asked);
    const cancelled = await cancelOnSlurm(runOptions(flags).store, parsed.spec.name);
    terminal.print(terminal.json ? JSON.stringify({ cancelled }) : `${count(cancelled, 'task')} cancelled`);
  });
}
