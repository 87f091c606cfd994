import { dataWords, recordPredictions, recordResults, RunStore, SeedbedError } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { Command } from 'commander';
import {
  type CommonFlags,
  examples,
  givenData,
  runOptions,
  specArgument,
  withJson,
  withStore,
} from '../../flags/flags.js';
import { openTerminal } from '../../progress/terminal.js';
import { contextDocument, sayContext } from '../../results/context-words.js';
import { readManifests } from '../../results/read.js';
import { inContext, otherData, pick, sayWhatDiffers, type Shown, withAtHand } from '../../results/shown.js';
import { type AtHand, contextAtHand } from '../../workspace/at-hand.js';
import { openExperiment } from '../../workspace/experiment.js';
import {
  keepResolvedForm,
  keepVerification,
  predictionsToKeep,
  refuseMixedEngines,
  refuseOthersResults,
  staleVerification,
} from './kept.js';

interface RecordFlags extends CommonFlags {
  readonly context?: string;
}

export function recordCommand(program: Command): void {
  const command = program
    .command('record')
    .argument(...specArgument)
    .description(
      'write the manifests of a finished experiment from a store to results.jsonl beside its spec, to be committed',
    )
    .addHelpText('after', examples('record fashion-mnist', 'record smoke --store .seedbed/reproduce/smoke'));
  withJson(withAtHand(withStore(command))).action(async (asked: string, flags: RecordFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    const store = new RunStore(runOptions(flags).store);
    const atHand = await contextAtHand(store.folder, experiment, givenData(flags), terminal);
    const read = store.exists ? readManifests(store.folder) : { manifests: [], fileOf: () => undefined };
    const found = { ...inContext(experiment, read, flags.context, atHand), place: store.folder };
    sayContext(found, store.folder, terminal);
    refuseOtherData(asked, found, atHand);
    sayWhatDiffers(found, atHand, terminal);
    const { manifests, missing } = found;
    if (missing.length > 0) {
      const message = `${missing.length} of ${count(experiment.runs.length, 'run')} are not in the store ${store.folder}`;
      throw new SeedbedError('SB_RECORD_INCOMPLETE', message, { hint: `first: seedbed run ${asked}` });
    }
    const predictions = predictionsToKeep(asked, experiment, manifests, store.folder);
    refuseMixedEngines(asked, experiment, manifests, store.folder);
    refuseOthersResults(experiment);
    const { results } = experiment;
    recordPredictions(results, predictions);
    recordResults(results, manifests);
    keepResolvedForm(experiment);
    keepVerification(experiment, manifests, store.folder);
    for (const line of staleVerification(asked, experiment, manifests)) terminal.say(line);
    if (terminal.json)
      terminal.print(JSON.stringify({ results, recorded: manifests.length, ...contextDocument(found) }));
    else terminal.print(`${count(manifests.length, 'manifest')} recorded in ${results}`);
  });
}

/** What is recorded is to be what the spec's data give. @throws SeedbedError SB_RECORD_OTHER_DATA. */
function refuseOtherData(asked: string, { context, place }: Shown, { context: atHand }: AtHand): void {
  const data = context?.context.data ?? {};
  const others = otherData(data, atHand.data);
  if (others.length === 0) return;
  const [theirs, ours] = [data, atHand.data ?? {}].map((each) => dataWords(pick(each, others)));
  const message = `the runs in ${place} are of other data (${theirs}) than those at hand (${ours})`;
  throw new SeedbedError('SB_RECORD_OTHER_DATA', message, {
    hint: `first: seedbed run ${asked}, with the data at hand; or name the data of these runs with --data`,
  });
}
