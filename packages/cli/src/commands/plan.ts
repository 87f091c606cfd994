import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type ClaimPower, replicatesOf, unreachableClaims } from '@seedbed/core';
import type { Command } from 'commander';
import { estimateSeconds } from '../execution/estimate.js';
import { prepare } from '../execution/run-experiment.js';
import { powerFrom, powerLines } from './power.js';
import { openTerminal } from '../progress/terminal.js';
import { count, roughly, table } from '../progress/words.js';
import { openExperiment } from '../workspace/experiment.js';
import { type CommonFlags, examples, runOptions, withJobs, withJson, withOnly, withRunOptions } from './options.js';

/** `seedbed plan`. */
export function planCommand(program: Command): void {
  const command = program
    .command('plan')
    .argument('<spec>', 'an experiment.yaml, its folder, or the name of a folder in experiments/')
    .description('show the runs, what is stored already, and what the rest will take; trains nothing')
    .option('--pilot <dir>', "a pilot's manifests or store: how likely each claim is to be supported, from its variance")
    .addHelpText('after', examples('plan fashion-mnist', 'plan fashion-mnist --pilot experiments/fashion-mnist/results', 'plan experiments/fashion-mnist/experiment.yaml --json')); // prettier-ignore
  withJson(withJobs(withOnly(withRunOptions(command)))).action(showPlan);
}

export async function showPlan(asked: string, flags: CommonFlags & { readonly pilot?: string }): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const experiment = openExperiment(asked);
  const options = runOptions(flags);
  const { states, data, identity, worker } = await prepare(experiment, options, terminal);
  worker.stop();
  const { spec } = experiment.parsed;
  const due = states.filter((state) => !state.stored);
  const stored = states.flatMap((state) => state.stored ?? []);
  const jobs = options.jobs ?? availableParallelism();
  const seconds = estimateSeconds(due, stored, states, identity, jobs);
  const unreachable = unreachableClaims(spec.claims, {
    replicates: replicatesOf(spec).length,
    sizes: spec.split.target.images,
  });
  const power: ClaimPower[] = flags.pilot === undefined ? [] : powerFrom(experiment, resolve(flags.pilot));
  if (terminal.json) {
    const runs = states.map(({ run, runId, reason, cost }) => ({
      runId,
      cellId: run.cellId,
      label: run.label,
      role: run.role,
      replicate: run.replicate,
      condition: run.condition,
      images: run.images,
      stored: reason === null,
      reason,
      multiplyAdds: cost,
    }));
    const document = {
      experiment: spec.name,
      backend: identity,
      fingerprint: data.fingerprint,
      runs,
      seconds,
      unreachable,
      power,
    };
    terminal.print(JSON.stringify(document, null, 2));
    return;
  }
  terminal.print(`${spec.title}\n${spec.question}\n`);
  terminal.print(table(rowsOf(states.map((state) => ({ ...state.run, stored: state.stored !== null })))));
  terminal.print(
    `\n${count(stored.length, 'run')} stored, ${due.length} to train${due.length > 0 ? `: ${roughly(seconds)} with ${count(jobs, 'job')}` : ''}`,
  );
  for (const claim of unreachable) terminal.print(claim.message);
  if (flags.pilot !== undefined) for (const line of powerLines(spec, power)) terminal.print(line);
}

/** One line a condition: how many of its runs are stored at each size. */
function rowsOf(runs: readonly { condition: string | null; images: number; stored: boolean; role: string }[]) {
  const sizes = [...new Set(runs.filter((run) => run.role === 'cell').map((run) => run.images))].sort((a, b) => a - b);
  const share = (chosen: typeof runs) =>
    chosen.length > 0 ? `${chosen.filter((run) => run.stored).length}/${chosen.length}` : '-';
  const conditions = [...new Set(runs.map((run) => run.condition))];
  const rows = conditions.map((condition) => {
    const own = runs.filter((run) => run.condition === condition);
    if (condition === null) return ['source networks', share(own)];
    return [condition, ...sizes.map((size) => share(own.filter((run) => run.images === size)))];
  });
  return [['stored/planned', ...sizes.map((size) => `at ${size}`)], ...rows];
}
