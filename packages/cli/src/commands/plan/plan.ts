import { resolve } from 'node:path';
import { type ClaimPower, replicatesOf, unreachableClaims } from '@seedbed/core';
import type { Command } from 'commander';
import { rateOf } from '../../execution/estimate.js';
import { measurePilot } from '../../execution/pilot.js';
import { sideBySide } from '../../execution/jobs.js';
import { priceOf } from '../../execution/price.js';
import { prepare } from '../../execution/run-experiment.js';
import { powerFrom, powerLines } from './power.js';
import { openTerminal } from '../../progress/terminal.js';
import { count, table } from '../../progress/words.js';
import { openExperiment } from '../../workspace/experiment.js';
import { withContext } from '../../results/context-words.js';
import { priceLines } from './price.js';
import {
  type CommonFlags,
  examples,
  positiveNumber,
  runOptions,
  specArgument,
  withJobs,
  withJson,
  withOnly,
  withRunOptions,
} from '../../flags/flags.js';
import { sayWhatIsStale } from '../../results/stale.js';

/** `seedbed plan`. */
export function planCommand(program: Command): void {
  const command = program
    .command('plan')
    .argument(...specArgument)
    .description('show the runs, what is stored already, and what the rest will take; trains nothing')
    .option('--pilot', 'first train a few steps of the costliest network, to know time and memory on this machine')
    .option('--gpu-factor <n>', 'how many times as fast as an H200 a GPU is (default: 1)', positiveNumber)
    .option(
      '--power <dir>',
      "a pilot's manifests or store: how likely each claim is to be supported, from its variance",
    )
    .addHelpText(
      'after',
      examples(
        'plan fashion-mnist',
        'plan fashion-mnist --power experiments/fashion-mnist/results',
        'plan experiments/tinyimagenet/paper.yaml --data tiny-imagenet-200.zip --pilot',
        'plan experiments/fashion-mnist/experiment.yaml --json',
      ),
    );
  withJson(withContext(withJobs(withOnly(withRunOptions(command))))).action(showPlan);
}

interface PlanFlags extends CommonFlags {
  readonly pilot?: boolean;
  readonly gpuFactor?: number;
  readonly power?: string;
  readonly context?: string;
}

export async function showPlan(asked: string, flags: PlanFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const experiment = openExperiment(asked);
  const options = runOptions(flags);
  const { states, data, identity, worker, setup } = await prepare(experiment, options, terminal);
  worker.stop();
  for (const caution of data.cautions) terminal.say(`caution: ${caution}`);
  const { spec } = experiment.parsed;
  const due = states.filter((state) => !state.stored);
  const stored = states.flatMap((state) => state.stored ?? []);
  sayWhatIsStale(asked, experiment, stored, terminal, options.store);
  const { jobs } = sideBySide(options, identity.name);
  if (flags.pilot) terminal.say('pilot: training a few steps of the costliest network');
  const pilot = flags.pilot ? await measurePilot(states, data, setup, rateOf([], states, identity).rate) : undefined;
  const gpu = flags.gpuFactor === undefined ? {} : { gpuFactor: flags.gpuFactor };
  const price = priceOf(states, data, identity, { jobs, pilot, ...gpu });
  const unreachable = unreachableClaims(spec.claims, {
    replicates: replicatesOf(spec).length,
    sizes: spec.split.target.images,
  });
  const power: ClaimPower[] =
    flags.power === undefined
      ? []
      : powerFrom(experiment, resolve(flags.power), {
          ...(flags.context === undefined ? {} : { id: flags.context }),
          atHand: { fingerprint: data.fingerprint, backend: identity },
        });
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
      cautions: data.cautions,
      runs,
      seconds: price.seconds,
      price: { ...price, jobs, pilot: pilot ?? null },
      unreachable,
      power,
    };
    terminal.print(JSON.stringify(document, null, 2));
    return;
  }
  terminal.print(`${spec.title}\n${spec.question}\n`);
  terminal.print(table(rowsOf(states.map((state) => ({ ...state.run, stored: state.stored !== null })))));
  terminal.print(`\n${count(stored.length, 'run')} stored, ${due.length} to train`);
  if (due.length > 0) terminal.print(priceLines(price, jobs).join('\n'));
  for (const claim of unreachable) terminal.print(claim.message);
  if (flags.power !== undefined) for (const line of powerLines(spec, power)) terminal.print(line);
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
