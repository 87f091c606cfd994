import { type Collected, RunStore, SeedbedError } from '@seedbed/core';
import { givenData } from '../../flags/flags.js';
import type { Terminal } from '../../progress/terminal.js';
import { collectOf, readManifests } from '../../results/read.js';
import { whoIs } from '../../trainers/program/who.js';
import { type AtHand, contextAtHand } from '../../workspace/at-hand.js';
import type { GivenData } from '../../workspace/data-sets.js';
import type { Experiment } from '../../workspace/experiment.js';
import { programOf } from '../../workspace/program.js';

interface Asked extends GivenData {
  readonly context?: string;
  readonly yes?: boolean;
}

/**
 * The recorded runs, all of one context: of the one that was asked for, of the only one, else of the one at hand.
 * @param place a file of results, or a store.
 * @throws SeedbedError SB_RESULTS_CONTEXTS where none of these decides.
 */
export async function recordedRuns(
  experiment: Experiment,
  place: string,
  asked: Asked,
  terminal: Terminal,
): Promise<Collected> {
  const read = readManifests(place);
  try {
    return collectOf(experiment, read, { id: asked.context });
  } catch (error) {
    const isOpen = error instanceof SeedbedError && error.code === 'SB_RESULTS_CONTEXTS';
    if (!isOpen || asked.context !== undefined) throw error;
  }
  // Only here: to know what is at hand, data are opened, and a program is started.
  return collectOf(experiment, read, { atHand: await atHandFor(experiment, place, asked, terminal) });
}

async function atHandFor(
  experiment: Experiment,
  place: string,
  asked: Asked,
  terminal: Terminal,
): Promise<AtHand['context']> {
  const isStore = new RunStore(place).exists;
  const { context } = isStore ? await contextAtHand(place, experiment, givenData(asked), terminal) : { context: {} };
  const program = programOf(experiment);
  return program ? { ...context, ...(await whoIs(program, asked.yes ?? false, terminal)) } : context;
}
