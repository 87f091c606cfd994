import { resolve } from 'node:path';
import { recordResults, RunStore, SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import { openTerminal } from '../../progress/terminal.js';
import { count } from '../../progress/words.js';
import { type AtHand, contextAtHand } from '../../workspace/at-hand.js';
import type { DataPlace } from '../../workspace/dataset.js';
import { defaultStore } from '../../workspace/folders.js';
import { openExperiment } from '../../workspace/experiment.js';
import { contextDocument, sayContext } from '../../results/context-words.js';
import { examples, specArgument, withJson, withStore } from '../../flags/flags.js';
import {
  keepResolvedForm,
  keepVerification,
  refuseMixedEngines,
  refuseOthersResults,
  staleVerification,
} from './kept.js';
import { readManifests, recordedFolder } from '../../results/read.js';
import { inContext, placeOf, sayWhatDiffers, type Shown, withAtHand } from '../../results/shown.js';

interface RecordFlags extends DataPlace {
  readonly store?: string;
  readonly context?: string;
  readonly json?: boolean;
}

export function recordCommand(program: Command): void {
  const command = program
    .command('record')
    .argument(...specArgument)
    .description('copy the manifests of a finished experiment from a store to results beside its spec, to be committed')
    .addHelpText('after', examples('record fashion-mnist', 'record smoke --store .seedbed/reproduce/smoke'));
  withJson(withAtHand(withStore(command))).action(async (asked: string, flags: RecordFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    const store = new RunStore(resolve(flags.store ?? defaultStore()));
    const atHand = await contextAtHand(store.folder, experiment, placeOf(flags), terminal);
    const read = store.exists ? readManifests(store.folder) : { manifests: [], fileOf: () => undefined };
    const found = { ...inContext(experiment, read, flags.context, atHand), folder: store.folder };
    sayContext(found, store.folder, terminal);
    refuseOtherData(asked, found, atHand);
    sayWhatDiffers(found, atHand, terminal);
    const { manifests, missing } = found;
    if (missing.length > 0) {
      const message = `${missing.length} of ${count(experiment.runs.length, 'run')} are not in the store ${store.folder}`;
      throw new SeedbedError('SB_RECORD_INCOMPLETE', message, { hint: `first: seedbed run ${asked}` });
    }
    refuseMixedEngines(asked, experiment, manifests, store.folder);
    const folder = recordedFolder(experiment);
    refuseOthersResults(experiment, folder);
    recordResults(folder, manifests);
    keepResolvedForm(experiment, folder);
    keepVerification(experiment, manifests, store.folder, folder);
    for (const line of staleVerification(asked, experiment, manifests, folder)) terminal.say(line);
    if (terminal.json)
      terminal.print(JSON.stringify({ folder, recorded: manifests.length, ...contextDocument(found) }));
    else terminal.print(`${count(manifests.length, 'manifest')} recorded in ${folder}`);
  });
}

/** What is recorded is to be what the spec's data give. @throws SeedbedError SB_RECORD_OTHER_DATA. */
function refuseOtherData(asked: string, { context, folder }: Shown, { context: atHand }: AtHand): void {
  const fingerprint = context?.context.fingerprint;
  if (fingerprint === undefined || atHand.fingerprint === undefined || fingerprint === atHand.fingerprint) return;
  const [theirs, ours] = [fingerprint.slice(0, 8), atHand.fingerprint.slice(0, 8)];
  const message = `the runs in ${folder} are of other data (fingerprint ${theirs}) than those at hand (${ours})`;
  throw new SeedbedError('SB_RECORD_OTHER_DATA', message, {
    hint: `first: seedbed run ${asked}, with the data at hand; or name the data of these runs with --data`,
  });
}
