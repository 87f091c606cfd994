import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Collected, dataWords, RunStore, SeedbedError } from '@seedbed/core';
import type { Command } from 'commander';
import { type CommonFlags, givenData, runOptions, withData } from '../flags/flags.js';
import type { Terminal } from '../progress/terminal.js';
import { type AtHand, contextAtHand } from '../workspace/at-hand.js';
import type { GivenData } from '../workspace/data-sets.js';
import type { Experiment } from '../workspace/experiment.js';
import { defaultStore } from '../workspace/folders.js';
import { sayContext, withContext } from './context-words.js';
import { collectOf, lookAtStore, type ReadManifests, readManifests } from './read.js';

export interface ResultFlags extends GivenData {
  readonly results?: string;
  readonly context?: string;
}

/** Options of every command that shows results. */
export const withResults = (command: Command) =>
  withAtHand(
    command.option(
      '--results <path>',
      'a file of results, or a store (default: results.jsonl beside the spec, else the store that run uses)',
    ),
  );

/** Options that decide which of several contexts in a store is shown. */
export const withAtHand = (command: Command) => withData(withContext(command));

export interface Shown extends Collected {
  /** The file of results, or the store. */
  readonly place: string;
}

/**
 * The results that a command shows, and says which they are: of the context at hand where they lie in a store; of the
 * only one there is elsewhere.
 * @throws SeedbedError SB_RESULTS_CONTEXTS, SB_RESULTS_CONFLICT, SB_RESULTS_NOT_FOUND, SB_MANIFEST_DAMAGED.
 */
export async function shownResults(experiment: Experiment, flags: ResultFlags, terminal: Terminal): Promise<Shown> {
  const place = placeOf(experiment, flags.results, terminal);
  const read = readManifests(place);
  const isStore = new RunStore(place).exists;
  const atHand = isStore ? await contextAtHand(place, experiment, givenData(flags), terminal) : null;
  return shownOf({ ...inContext(experiment, read, flags.context, atHand), place }, atHand, terminal);
}

/** What of an experiment is in the store that run uses, which may not be there yet; damaged manifests are left out. */
export async function shownInStore(
  experiment: Experiment,
  flags: CommonFlags & Pick<ResultFlags, 'context'>,
  terminal: Terminal,
): Promise<Shown> {
  const store = new RunStore(runOptions(flags).store);
  const read = { manifests: lookAtStore(store, terminal), fileOf: () => undefined };
  const atHand = await contextAtHand(store.folder, experiment, givenData(flags), terminal);
  return shownOf({ ...inContext(experiment, read, flags.context, atHand), place: store.folder }, atHand, terminal);
}

/** Says which results these are. @returns the same. */
function shownOf(shown: Shown, atHand: AtHand | null, terminal: Terminal): Shown {
  sayContext(shown, shown.place, terminal);
  if (atHand) sayWhatDiffers(shown, atHand, terminal);
  return shown;
}

/** Results beside the spec; straight after a run, the store that it went to. */
export function placeOf({ runs, results }: Experiment, asked: string | undefined, terminal: Terminal): string {
  if (asked === '') throw new SeedbedError('SB_OPTION', '--results needs a file of results, or a store');
  if (asked !== undefined) return resolve(asked);
  const store = new RunStore(defaultStore());
  if (existsSync(results) || !store.exists) return results;
  const planned = new Set(runs.map(({ configId }) => configId));
  if (!lookAtStore(store, terminal).some(({ configId }) => planned.has(configId))) return results;
  terminal.say(`nothing is recorded beside the spec: the results are those in the store ${store.folder}`);
  return store.folder;
}

/** The manifests of the context that was asked for, of the one at hand, or of the only one. */
export function inContext(
  experiment: Experiment,
  read: ReadManifests,
  id: string | undefined,
  atHand: AtHand | null,
): Collected {
  return collectOf(experiment, read, { id, atHand: atHand?.context ?? {} });
}

/** What of the context at hand the shown results do not have. */
export function sayWhatDiffers({ context }: Collected, { context: atHand, lacking }: AtHand, terminal: Terminal): void {
  if (!context) return;
  const { data, numerics } = context.context;
  if (lacking !== null) terminal.say(`these results were not compared with the data: ${lacking}`);
  const others = otherData(data, atHand.data);
  if (others.length > 0) terminal.say(`caution: these results are of other data (${dataWords(pick(data, others))}) than those at hand (${dataWords(pick(atHand.data ?? {}, others))}); seedbed run makes those of the data at hand`); // prettier-ignore
  if (atHand.numerics !== undefined && atHand.numerics !== numerics)
    terminal.say(`caution: these results are of numerics version ${numerics}; here it is ${atHand.numerics}`);
}

type Data = NonNullable<AtHand['context']['data']>;

/** Keys of the sets of which the results have other data than there are at hand. */
export const otherData = (theirs: Data, atHand: Data = {}): string[] =>
  Object.keys(theirs).filter(
    (key) => atHand[key] !== undefined && atHand[key].fingerprint !== theirs[key]?.fingerprint,
  );

export const pick = (data: Data, keys: readonly string[]): Data =>
  Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
