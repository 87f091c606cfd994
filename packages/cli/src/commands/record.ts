import { resolve } from 'node:path';
import { collect, recordResults, RunStore, SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { count } from '../progress/words.js';
import { defaultStore } from '../workspace/folders.js';
import { openExperiment } from '../workspace/experiment.js';
import { examples, specArgument, withJson, withStore } from './options.js';
import { keepVerification, refuseMixedEngines, staleVerification } from './record-verified.js';
import { recordedFolder } from './results.js';

export function recordCommand(program: Command): void {
  const command = program
    .command('record')
    .argument(...specArgument)
    .description('copy the manifests of a finished experiment from a store to results beside its spec, to be committed')
    .addHelpText('after', examples('record fashion-mnist', 'record smoke --store .seedbed/reproduce/smoke'));
  withJson(withStore(command)).action((asked: string, flags: { store?: string; json?: boolean }) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    const store = new RunStore(resolve(flags.store ?? defaultStore()));
    const manifests = store.ids().map((id) => store.read(id));
    const { manifests: answers, missing, notes } = collect(experiment.runs, manifests);
    for (const note of notes) terminal.say(note);
    if (missing.length > 0) {
      const message = `${missing.length} of ${count(experiment.runs.length, 'run')} are not in the store ${store.folder}`;
      throw new SeedbedError('SB_RECORD_INCOMPLETE', message, { hint: `first: seedbed run ${asked}` });
    }
    refuseMixedEngines(asked, experiment, answers, store.folder);
    const folder = recordedFolder(experiment);
    recordResults(folder, answers);
    keepVerification(experiment, answers, store.folder, folder);
    for (const line of staleVerification(asked, experiment, answers, folder)) terminal.say(line);
    if (terminal.json) terminal.print(JSON.stringify({ folder, recorded: answers.length }));
    else terminal.print(`${count(answers.length, 'manifest')} recorded in ${folder}`);
  });
}
