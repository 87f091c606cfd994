import { collect, RunStore, SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { count, table } from '../progress/words.js';
import { tasksOf } from '../slurm/follow.js';
import { countTasks } from '../slurm/slurm.js';
import { submissionsOf } from '../slurm/submission.js';
import { openExperiment } from '../workspace/experiment.js';
import { cautionsOf, sayCautions } from './cautions.js';
import { type CommonFlags, examples, runOptions, specArgument, withJson, withStore } from './options.js';
import { lookAtStore } from './results.js';

export function statusCommand(program: Command): void {
  const command = program
    .command('status')
    .argument(...specArgument)
    .description('show how far an experiment is, from the store alone; loads no backend')
    .addHelpText(
      'after',
      examples('status fashion-mnist', 'status fashion-mnist --store .seedbed/reproduce/fashion-mnist'),
    );
  withJson(withStore(command)).action(async (asked: string, flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const { runs, parsed } = openExperiment(asked);
    const store = new RunStore(runOptions(flags).store);
    const { manifests, missing, notes } = collect(runs, lookAtStore(store, terminal));
    const having = (status: string) => manifests.filter((manifest) => manifest.outcome.status === status).length;
    const document = {
      experiment: parsed.spec.name,
      planned: runs.length,
      ok: having('ok'),
      diverged: having('diverged'),
      missing: missing.map((run) => run.label),
      ...cautionsOf(manifests),
      ...(await clusterOf(store.folder, parsed.spec.name)),
    };
    for (const note of notes) terminal.say(note);
    sayCautions(manifests, terminal);
    if (terminal.json) return terminal.print(JSON.stringify(document, null, 2));
    const { planned, ok, diverged, cluster } = document;
    if (cluster)
      terminal.say(
        `slurm: ${count(cluster.running, 'task')} running, ${cluster.waiting} waiting, ${cluster.ended} ended`,
      );
    terminal.print(
      table([
        ['planned', 'ok', 'diverged', 'missing'],
        [planned, ok, diverged, missing.length],
      ]),
    );
  });
}

/** Tasks that were submitted for an experiment; nothing where none were, or where slurm does not answer. */
async function clusterOf(store: string, experiment: string) {
  const submissions = submissionsOf(store, experiment);
  if (submissions.length === 0) return {};
  try {
    const tasks = (await Promise.all(submissions.map(tasksOf))).flat();
    return { cluster: countTasks(tasks) };
  } catch (error) {
    if (error instanceof SeedbedError) return {};
    throw error;
  }
}
