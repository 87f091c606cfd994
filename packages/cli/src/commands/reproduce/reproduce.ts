import { join } from 'node:path';
import { collect, compareResults, exitCodes, type Manifest, predictedIn } from '@seedbed/core';
import type { Command } from 'commander';
import { executedHere, Journal } from '../../execution/journal.js';
import { refuseOtherData } from '../../execution/other-data.js';
import { runExperiment } from '../../execution/run-experiment.js';
import { openTerminal, type Terminal } from '../../progress/terminal.js';
import { backendFor } from '../../workspace/backends.js';
import { engineDigest } from '../../workspace/engine-sources.js';
import { type Experiment, openExperiment } from '../../workspace/experiment.js';
import { reproduceStore } from '../../workspace/reproduce-store.js';
import {
  type CommonFlags,
  examples,
  runOptions,
  specArgument,
  withTraining,
  withJson,
  withRunOptions,
} from '../../flags/flags.js';
import { withContext } from '../../results/context-words.js';
import { writeReport } from '../../results/report-input.js';
import { answer } from './answer.js';
import { judged } from '../../results/judged.js';
import { collectFrom } from '../../results/read.js';

interface ReproduceFlags extends CommonFlags {
  readonly withoutNative?: string;
  /** Of the reference results. */
  readonly context?: string;
}

export function reproduceCommand(program: Command): void {
  const command = program
    .command('reproduce')
    .argument(...specArgument)
    .description(
      'train every run again in a store of its own, compare with the reference results, judge the claims, write the report',
    )
    .option(
      '--without-native <spec>',
      'reproduce this smaller experiment where only WebAssembly is installed and no backend was asked for',
    )
    .addHelpText('after', examples('reproduce fashion-mnist', 'reproduce smoke --backend wasm'));
  withJson(withContext(withTraining(withRunOptions(command)))).action(async (asked: string, flags: ReproduceFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = chooseExperiment(asked, flags, terminal);
    const options = runOptions(flags, reproduceStore(experiment));
    // Before the training: that results are damaged is better said now than in ten minutes.
    const recorded = recordedManifests(experiment, flags.context, terminal);
    const journal = new Journal(options.store);
    const outcome = await runExperiment(
      experiment,
      {
        ...options,
        onData: (data) => refuseOtherData(recorded, data),
        counts: executedHere(journal, engineDigest),
        onTrained: (manifest) => journal.add(manifest),
      },
      terminal,
    );
    const ours = collect(experiment.runs, [...outcome.skipped, ...outcome.elsewhere, ...outcome.trained]).manifests;
    const report = join(options.store, 'report.html');
    await writeReport(experiment, ours, options.store, report);
    const result = answer({
      recorded,
      comparisons: compareResults(recorded, ours),
      planned: experiment.runs.length,
      trained: outcome.trained.length,
      finished: ours.length,
      recordedClaims: judged(experiment, { manifests: recorded, predicted: predictedIn(experiment.results) }),
      ourClaims: judged(experiment, { manifests: ours, predicted: predictedIn(options.store) }),
      report,
      seconds: outcome.seconds,
    });
    terminal.print(terminal.json ? JSON.stringify(result.document, null, 2) : result.text);
    process.exitCode =
      outcome.troubles.length > 0 ? exitCodes.runsFailed : result.holds ? exitCodes.done : exitCodes.checkFailed;
  });
}

/** Without native TensorFlow the full experiment would take several times as long; the smaller one answers sooner. */
function chooseExperiment(asked: string, flags: ReproduceFlags, terminal: Terminal): Experiment {
  const experiment = openExperiment(asked);
  if (flags.withoutNative === undefined || flags.backend !== undefined) return experiment;
  const { provider, reason } = backendFor(experiment, undefined);
  if (provider.name === 'tensorflow' || experiment.backend.requires === 'portable') return experiment;
  terminal.say(
    `${reason}; reproducing ${flags.withoutNative} instead (--backend ${provider.name} reproduces ${asked} all the same)`,
  );
  return openExperiment(flags.withoutNative);
}

function recordedManifests(experiment: Experiment, id: string | undefined, terminal: Terminal): readonly Manifest[] {
  try {
    const { manifests, notes } = collectFrom(experiment, experiment.results, { id });
    for (const note of notes) terminal.say(`reference results: ${note}`);
    return manifests;
  } catch (error) {
    if ((error as { code?: string }).code !== 'SB_RESULTS_NOT_FOUND') throw error;
    terminal.say('this experiment has no reference results: there is nothing to compare with');
    return [];
  }
}
