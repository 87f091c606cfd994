import { join } from 'node:path';
import { collect, compareResults, type ClaimResult, exitCodes, judgeManifests, type Manifest } from '@seedbed/core';
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
import { collectFrom, recordedFolder } from '../../results/read.js';

interface ReproduceFlags extends CommonFlags {
  readonly withoutNative?: string;
  /** Of the recorded results. */
  readonly context?: string;
}

export function reproduceCommand(program: Command): void {
  const command = program
    .command('reproduce')
    .argument(...specArgument)
    .description('train it all again in a store of its own, compare with the recorded results, judge, write the report')
    .option(
      '--without-native <spec>',
      'reproduce this smaller one where only WebAssembly is here and no backend was asked for',
    )
    .addHelpText('after', examples('reproduce fashion-mnist', 'reproduce smoke --backend wasm'));
  withJson(withContext(withTraining(withRunOptions(command)))).action(async (asked: string, flags: ReproduceFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = chooseExperiment(asked, flags, terminal);
    const options = runOptions(flags, reproduceStore(experiment));
    // Before the training: damaged records are better told now than in ten minutes.
    const recorded = recordedManifests(experiment, flags.context, terminal);
    const journal = new Journal(options.store);
    const outcome = await runExperiment(
      experiment,
      {
        ...options,
        onData: (data) => refuseOtherData(recorded, data, experiment),
        counts: executedHere(journal, engineDigest),
        onTrained: (manifest) => journal.add(manifest),
      },
      terminal,
    );
    const ours = collect(experiment.runs, [...outcome.skipped, ...outcome.elsewhere, ...outcome.trained]).manifests;
    const report = join(options.store, 'report.html');
    await writeReport(experiment, ours, report);
    const result = answer({
      recorded,
      comparisons: compareResults(recorded, ours),
      planned: experiment.runs.length,
      trained: outcome.trained.length,
      finished: ours.length,
      recordedClaims: claimsOf(experiment, recorded),
      ourClaims: claimsOf(experiment, ours),
      report,
      seconds: outcome.seconds,
    });
    terminal.print(terminal.json ? JSON.stringify(result.document, null, 2) : result.text);
    process.exitCode =
      outcome.troubles.length > 0 ? exitCodes.runsFailed : result.holds ? exitCodes.done : exitCodes.checkFailed;
  });
}

const claimsOf = (experiment: Experiment, manifests: readonly Manifest[]): ClaimResult[] =>
  judgeManifests(experiment.parsed.spec, manifests).claims;

/** Without native TensorFlow the full experiment would take several times as long; the smaller one answers sooner. */
function chooseExperiment(asked: string, flags: ReproduceFlags, terminal: Terminal): Experiment {
  const experiment = openExperiment(asked);
  if (flags.withoutNative === undefined || flags.backend !== undefined) return experiment;
  const { provider, reason } = backendFor(experiment.parsed, undefined);
  if (provider.name === 'tensorflow' || experiment.parsed.spec.backend.requires === 'portable') return experiment;
  terminal.say(
    `${reason}; reproducing ${flags.withoutNative} instead (--backend ${provider.name} reproduces ${asked} all the same)`,
  );
  return openExperiment(flags.withoutNative);
}

function recordedManifests(experiment: Experiment, id: string | undefined, terminal: Terminal): readonly Manifest[] {
  try {
    const { manifests, notes } = collectFrom(experiment, recordedFolder(experiment), id === undefined ? {} : { id });
    for (const note of notes) terminal.say(`recorded results: ${note}`);
    return manifests;
  } catch (error) {
    if ((error as { code?: string }).code !== 'SB_RESULTS_NOT_FOUND') throw error;
    terminal.say('nothing was recorded for this experiment: there is nothing to compare with');
    return [];
  }
}
