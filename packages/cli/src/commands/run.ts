import { exitCodes } from '@seedbed/core';
import { count, duration } from '@seedbed/core/words';
import { type Command, Option } from 'commander';
import { executedAgain } from '../execution/again.js';
import { type Outcome, runExperiment } from '../execution/run-experiment.js';
import { openTerminal, type Terminal } from '../progress/terminal.js';
import { runOnSlurm } from '../slurm/run-on-slurm.js';
import { readPack } from '../slurm/submission.js';
import { type Experiment, openExperiment } from '../workspace/experiment.js';
import { cautionsOf, sayCautions } from '../results/cautions.js';
import {
  type CommonFlags,
  examples,
  runOptions,
  specArgument,
  withTraining,
  withJson,
  withFilter,
  withRunOptions,
} from '../flags/flags.js';
import { natural } from '../flags/numbers.js';
import { showPlan } from './plan/plan.js';
import { sayWhatIsStale } from '../results/stale.js';

interface RunFlags extends CommonFlags {
  readonly dryRun?: boolean;
  readonly again?: boolean;
  readonly executor: 'local' | 'slurm';
  readonly slurm?: string;
  readonly detach?: boolean;
  readonly packFile?: string;
  readonly pack?: number;
}

export function runCommand(program: Command): void {
  const command = program
    .command('run')
    .argument(...specArgument)
    .description('train the runs that the store does not have; it can be stopped and started at any time')
    .option('--dry-run', 'only show what would be trained')
    .option(
      '--again',
      'also train stored runs again that other sources of the program, or of the engine, made; each stays until it is replaced',
    )
    .addOption(
      new Option('--executor <name>', 'local: this machine; slurm: job arrays on a cluster whose nodes share the store')
        .choices(['local', 'slurm'])
        .default('local'),
    )
    .option(
      '--slurm <file>',
      'a profile: partition, account, time, memory, cpus, gpus, lines of set-up (docs/clusters.md)',
    )
    .option('--detach', 'submit to slurm and return; status and cancel know the jobs')
    .addOption(new Option('--pack-file <file>').hideHelp())
    .addOption(new Option('--pack <n>').argParser(natural).hideHelp())
    .addHelpText(
      'after',
      examples(
        'run fashion-mnist',
        'run fashion-mnist --filter "r0 *" --jobs 1',
        'run fashion-mnist --filter stage=target,size=25',
        'run smoke --backend wasm',
        'run experiments/mine --again',
        'run fashion-mnist --executor slurm --slurm cluster.yaml --store /shared/store',
      ),
    );
  withJson(withTraining(withFilter(withRunOptions(command)))).action(async (asked: string, flags: RunFlags) => {
    if (flags.dryRun) return showPlan(asked, flags);
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    const outcome = await execute(experiment, flags, terminal);
    sayWhatIsStale(asked, experiment, outcome.skipped, terminal, runOptions(flags).store, true);
    const results = [...outcome.trained, ...outcome.elsewhere, ...outcome.skipped];
    sayCautions(results, terminal);
    const diverged = divergedRuns(outcome);
    if (terminal.json) {
      terminal.print(
        JSON.stringify({
          experiment: experiment.name,
          context: outcome.context,
          trained: outcome.trained.map(({ id, result }) => ({ id, result })),
          elsewhere: outcome.elsewhere.map(({ id, result }) => ({ id, result })),
          skipped: outcome.skipped.map(({ id, result }) => ({ id, result })),
          failed: outcome.troubles.map(({ run, code, message }) => ({ label: run.label, code, message })),
          diverged: diverged.map(({ id }) => id),
          notStarted: outcome.notStarted,
          ...cautionsOf(results),
        }),
      );
    } else {
      terminal.print(summary(outcome));
    }
    const left = flags.executor === 'slurm' && !flags.detach ? outcome.notStarted : 0;
    process.exitCode = outcome.troubles.length + diverged.length + left > 0 ? exitCodes.runsFailed : exitCodes.done;
  });
}

function execute(experiment: Experiment, flags: RunFlags, terminal: Terminal): Promise<Outcome> {
  const { executor, slurm, detach, packFile, pack } = flags;
  const asked = runOptions(flags);
  const options = flags.again ? { ...asked, ...executedAgain(experiment, asked.store) } : asked;
  if (executor === 'slurm') {
    return runOnSlurm(experiment, { ...options, ...(slurm && { slurm }), ...(detach && { detach }) }, terminal);
  }
  const packed = packFile !== undefined && pack !== undefined ? { configs: readPack(packFile, pack) } : {};
  return runExperiment(experiment, { ...options, ...packed }, terminal);
}

export const divergedRuns = ({ trained, elsewhere, skipped }: Outcome) =>
  [...trained, ...elsewhere, ...skipped].filter((manifest) => manifest.outcome.status === 'diverged');

function summary(outcome: Outcome): string {
  const { trained, elsewhere, skipped, troubles, notStarted, seconds } = outcome;
  const diverged = divergedRuns(outcome).length;
  const parts = [`${count(trained.length, 'run')} trained`, `${skipped.length} stored before`];
  if (elsewhere.length > 0) parts.push(`${elsewhere.length} by another process meanwhile`);
  if (diverged > 0) parts.push(`${diverged} diverged`);
  if (troubles.length > 0) parts.push(`${troubles.length} failed`);
  if (notStarted > 0) parts.push(`${notStarted} not started`);
  return `${parts.join(', ')} (${duration(seconds)})`;
}
