import { SeedbedError } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/table.js';
import { tasksOf } from '../slurm/follow.js';
import { countTasks } from '../slurm/slurm.js';
import { submissionsOf } from '../slurm/submission.js';
import { openExperiment } from '../workspace/experiment.js';
import { cautionsOf, sayCautions } from '../results/cautions.js';
import { type CommonFlags, examples, specArgument, withJson, withStore } from '../flags/flags.js';
import { contextDocument } from '../results/context-words.js';
import { shownInStore, withAtHand } from '../results/shown.js';
import { sayUnkept } from '../results/unkept.js';

export function statusCommand(program: Command): void {
  const command = program
    .command('status')
    .argument(...specArgument)
    .description('show how far an experiment is, from the store alone; loads no backend')
    .addHelpText(
      'after',
      examples('status fashion-mnist', 'status fashion-mnist --store .seedbed/reproduce/fashion-mnist'),
    );
  withJson(withAtHand(withStore(command))).action(async (asked: string, flags: CommonFlags & { context?: string }) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    const { runs, name } = experiment;
    const found = await shownInStore(experiment, flags, terminal);
    const { manifests, missing, place } = found;
    const having = (status: string) => manifests.filter((manifest) => manifest.outcome.status === status).length;
    const document = {
      experiment: name,
      planned: runs.length,
      ok: having('ok'),
      diverged: having('diverged'),
      missing: missing.map((run) => run.label),
      ...cautionsOf(manifests),
      ...contextDocument(found),
      ...(await clusterOf(place, name)),
    };
    sayUnkept(asked, experiment, manifests, place, terminal);
    sayCautions(manifests, terminal);
    if (terminal.json) return terminal.print(JSON.stringify(document, null, 2));
    const { planned, ok, diverged, cluster } = document;
    if (cluster)
      terminal.say(
        `Slurm: ${count(cluster.running, 'task')} running, ${cluster.waiting} waiting, ${cluster.ended} ended`,
      );
    terminal.print(
      table([
        ['planned', 'ok', 'diverged', 'missing'],
        [planned, ok, diverged, missing.length],
      ]),
    );
  });
}

/** Tasks that were submitted for an experiment; nothing where none were, or where Slurm does not answer. */
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
