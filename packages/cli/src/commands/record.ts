import { resolve } from 'node:path';
import { recordResults, SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { count } from '../progress/words.js';
import { defaultStore } from '../workspace/folders.js';
import { openExperiment } from '../workspace/experiment.js';
import { examples } from './options.js';
import { collectFrom, recordedFolder } from './results.js';

export function recordCommand(program: Command): void {
  program
    .command('record')
    .argument('<spec>', 'an experiment.yaml, its folder, or the name of a folder in experiments/')
    .description('copy the manifests of a finished experiment from a store to results beside its spec, to be committed')
    .option('--store <dir>', 'folder of stored runs (default: .seedbed/store in the workspace, or $SEEDBED_STORE)')
    .addHelpText('after', examples('record fashion-mnist'))
    .action((asked: string, flags: { store?: string }) => {
      const terminal = openTerminal(false);
      const experiment = openExperiment(asked);
      const { manifests, missing } = collectFrom(experiment, resolve(flags.store ?? defaultStore()));
      if (missing.length > 0) {
        throw new SeedbedError(
          'SB_RECORD_INCOMPLETE',
          `${count(missing.length, 'run')} of ${experiment.runs.length} are not in the store`,
          {
            hint: `first: seedbed run ${asked}`,
          },
        );
      }
      recordResults(recordedFolder(experiment), manifests);
      terminal.print(`${count(manifests.length, 'manifest')} recorded in ${recordedFolder(experiment)}`);
    });
}
