import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { collect, type Collected, RunStore, SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import type { Terminal } from '../progress/terminal.js';
import { type AtHand, contextAtHand } from '../workspace/at-hand.js';
import type { DataPlace } from '../workspace/dataset.js';
import type { Experiment } from '../workspace/experiment.js';
import { defaultStore } from '../workspace/folders.js';
import { sayContext, withContext } from './context-words.js';
import { lookAtStore, type ReadManifests, readManifests, recordedFolder } from './read.js';

export interface ResultFlags extends DataPlace {
  readonly results?: string;
  readonly context?: string;
}

/** Options of every command that shows results. */
export const withResults = (command: Command) =>
  withAtHand(
    command.option(
      '--results <dir>',
      'folder of manifests, or a store (default: results beside the spec, else the store that run uses)',
    ),
  );

/** Options that decide which of several contexts in a store is shown. */
export const withAtHand = (command: Command) =>
  withContext(command)
    .option('--data <dir>', 'where the original data lie (default: where they lay in the last run into this store)')
    .option('--skip-damaged', 'the data without images that cannot be decoded');

export interface Shown extends Collected {
  readonly folder: string;
}

/**
 * The results that a command shows, and says which they are: of the context at hand where they lie in a store; of the
 * only one there is elsewhere.
 * @throws SeedbedError SB_RESULTS_CONTEXTS, SB_RESULTS_CONFLICT, SB_RESULTS_NOT_FOUND, SB_MANIFEST_DAMAGED.
 */
export async function shownResults(experiment: Experiment, flags: ResultFlags, terminal: Terminal): Promise<Shown> {
  const folder = folderOf(experiment, flags.results, terminal);
  const read = readManifests(folder);
  const isStore = new RunStore(folder).exists;
  const atHand = isStore ? await contextAtHand(folder, experiment, placeOf(flags), terminal) : null;
  const found = inContext(experiment, read, flags.context, atHand);
  sayContext(found, folder, terminal);
  if (atHand) sayWhatDiffers(found, atHand, terminal);
  return { ...found, folder };
}

/** Results beside the spec; straight after a run, the store that it went to. */
function folderOf(experiment: Experiment, asked: string | undefined, terminal: Terminal): string {
  if (asked === '') throw new SeedbedError('SB_OPTION', '--results needs a folder');
  if (asked !== undefined) return resolve(asked);
  const recorded = recordedFolder(experiment);
  const store = new RunStore(defaultStore());
  if (existsSync(recorded) || !store.exists) return recorded;
  const planned = new Set(experiment.runs.map(({ cellId }) => cellId));
  if (!lookAtStore(store, terminal).some(({ cellId }) => planned.has(cellId))) return recorded;
  terminal.say(`nothing is recorded beside the spec: the results are those in the store ${store.folder}`);
  return store.folder;
}

export const placeOf = ({ data, skipDamaged }: DataPlace): DataPlace => ({
  ...(data === undefined ? {} : { data: resolve(data) }),
  ...(skipDamaged ? { skipDamaged } : {}),
});

/** The manifests of the context that was asked for, of the one at hand, or of the only one. */
export function inContext(
  { runs }: Experiment,
  { manifests, fileOf }: ReadManifests,
  id: string | undefined,
  atHand: AtHand | null,
): Collected {
  return collect(runs, manifests, { ...(id === undefined ? {} : { id }), atHand: atHand?.context ?? {}, fileOf });
}

/** What of the context at hand the shown results do not have. */
export function sayWhatDiffers({ context }: Collected, { context: atHand, lacking }: AtHand, terminal: Terminal): void {
  if (!context) return;
  const { fingerprint, numerics } = context.context;
  if (lacking !== null) terminal.say(`these results were not compared with the data: ${lacking}`);
  if (atHand.fingerprint !== undefined && atHand.fingerprint !== fingerprint)
    terminal.say(`caution: these results are of other data (${fingerprint.slice(0, 8)}) than those at hand (${atHand.fingerprint.slice(0, 8)}); seedbed run makes those of the data at hand`); // prettier-ignore
  if (atHand.numerics !== undefined && atHand.numerics !== numerics)
    terminal.say(`caution: these results are of numerics version ${numerics}; here it is ${atHand.numerics}`);
}
