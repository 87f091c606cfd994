import { exitCodes } from '@seedbed/core';
import type { Command } from 'commander';
import { type Outcome, runExperiment } from '../execution/run-experiment.js';
import { openTerminal } from '../progress/terminal.js';
import { count, duration } from '../progress/words.js';
import { openExperiment } from '../workspace/experiment.js';
import { type CommonFlags, examples, runOptions, withJobs, withJson, withOnly, withRunOptions } from './options.js';
import { showPlan } from './plan.js';
import { sayWhatIsStale } from './stale.js';

export function runCommand(program: Command): void {
  const command = program
    .command('run')
    .argument('<spec>', 'an experiment.yaml, its folder, or the name of a folder in experiments/')
    .description('train the runs that the store does not have; stop and start it as you like')
    .option('--dry-run', 'only show what would be trained')
    .addHelpText(
      'after',
      examples('run fashion-mnist', 'run fashion-mnist --only "r0 *" --jobs 1', 'run smoke --backend wasm'),
    );
  withJson(withJobs(withOnly(withRunOptions(command)))).action(
    async (asked: string, flags: CommonFlags & { dryRun?: boolean }) => {
      if (flags.dryRun) return showPlan(asked, flags);
      const terminal = openTerminal(flags.json ?? false);
      const experiment = openExperiment(asked);
      const outcome = await runExperiment(experiment, runOptions(flags), terminal);
      sayWhatIsStale(asked, experiment, outcome.skipped, terminal);
      const diverged = divergedRuns(outcome);
      if (terminal.json) {
        terminal.print(
          JSON.stringify({
            experiment: outcome.spec.name,
            trained: outcome.trained.map(({ id, result }) => ({ id, result })),
            elsewhere: outcome.elsewhere.map(({ id, result }) => ({ id, result })),
            skipped: outcome.skipped.map(({ id, result }) => ({ id, result })),
            failed: outcome.troubles.map(({ run, code, message }) => ({ label: run.label, code, message })),
            diverged: diverged.map(({ id }) => id),
            notStarted: outcome.notStarted,
          }),
        );
      } else {
        terminal.print(summary(outcome));
      }
      process.exitCode = outcome.troubles.length + diverged.length > 0 ? exitCodes.runsFailed : exitCodes.done;
    },
  );
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
