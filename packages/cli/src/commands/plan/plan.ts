import { resolve } from 'node:path';
import type { Command } from 'commander';
import { executedAgain } from '../../execution/again.js';
import { chosenRuns } from '../../execution/chosen-runs.js';
import { examples, runOptions, specArgument, withFilter, withConsent, withJobs, withJson, withRunOptions } from '../../flags/flags.js'; // prettier-ignore
import { positiveNumber } from '../../flags/numbers.js';
import { openTerminal } from '../../progress/terminal.js';
import { withContext } from '../../results/context-words.js';
import { sayWhatIsStale } from '../../results/stale.js';
import { registerEngines } from '../../workspace/components.js';
import { openExperiment } from '../../workspace/experiment.js';
import { documentOf } from './document.js';
import type { PlanFlags } from './flags.js';
import { estimated } from './estimated.js';
import { powerFrom } from './power.js';
import { refusals } from './refusals.js';
import { planText } from './text.js';

/** `seedbed plan`. */
export function planCommand(program: Command): void {
  const command = program
    .command('plan')
    .argument(...specArgument)
    .description('show the runs by stage, what is stored already, and what the rest will take; trains nothing')
    .option('--pilot', 'first train a few steps of the costliest network, to know time and memory on this machine')
    .option('--gpu-factor <n>', 'how many times as fast as an H200 a GPU is (default: 1)', positiveNumber)
    .option(
      '--power <path>',
      "a pilot's results, a file or a store: how likely each claim is to be supported, from their variance",
    )
    .addHelpText(
      'after',
      examples(
        'plan fashion-mnist',
        'plan fashion-mnist --power experiments/fashion-mnist/results.jsonl',
        'plan experiments/tinyimagenet/paper.yaml --data tiny-imagenet-200.zip --pilot',
        'plan fashion-mnist --filter stage=target --json',
      ),
    );
  withJson(withContext(withConsent(withJobs(withFilter(withRunOptions(command)))))).action(showPlan);
}

export async function showPlan(asked: string, flags: PlanFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const experiment = openExperiment(asked);
  const given = runOptions(flags);
  const options = flags.again ? { ...given, ...executedAgain(experiment, given.store) } : given;
  const runs = chosenRuns(experiment, options);
  await registerEngines(experiment.packages, experiment.folder);
  // Only here: `run` loads this module too, and need not load the engine.
  const { engineRuns } = await import('@seedbed/engine/config');
  // What a program reads, it says when it is started.
  const lacks = experiment.trainer ? () => null : engineRuns;
  const refused = refusals(runs, lacks);
  const runnable = runs.filter(({ configId }) => !refused.has(configId));
  // A plan starts no program of somebody else's, unless it is asked what the runs cost.
  const isPriced = runnable.length > 0 && (!experiment.trainer || flags.yes === true || flags.pilot === true);
  const estimate = isPriced ? await estimated(experiment, runnable, options, flags, terminal) : null;
  if (estimate) sayWhatIsStale(asked, experiment, estimate.stored, terminal, options.store, true);
  const wanted = { id: flags.context, atHand: estimate?.atHand };
  const power = flags.power === undefined ? null : powerFrom(experiment, resolve(flags.power), wanted);
  const planned = { experiment, runs, refused, estimate, power };
  terminal.print(terminal.json ? JSON.stringify(documentOf(planned), null, 2) : planText(planned, lacks).join('\n'));
}
