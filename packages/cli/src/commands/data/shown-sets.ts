import { join, resolve } from 'node:path';
import { SeedbedError, setKeyOf } from '@seedbed/core';
import { givenData } from '../../flags/flags.js';
import type { Terminal } from '../../progress/terminal.js';
import { placesForRun } from '../../workspace/at-hand.js';
import { refuseStaleBuild } from '../../workspace/build.js';
import type { DataSet, GivenData, Places } from '../../workspace/data-sets.js';
import { type Experiment, openExperiment } from '../../workspace/experiment.js';
import { defaultStore } from '../../workspace/folders.js';
import { placesGiven } from '../../workspace/places.js';
import { askedFor } from './asked.js';

export interface ShowFlags extends GivenData {
  readonly option: readonly string[];
  readonly spec?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** What is to be looked at, and where it lies. */
export interface Chosen {
  readonly sets: readonly DataSet[];
  readonly places: Places;
  readonly experiment: Experiment | null;
  readonly out: string;
}

/** What `data show` was asked for: a set, or those of an experiment. @throws SeedbedError SB_OPTION, and what specs throw. */
export const shownSets = (name: string | undefined, flags: ShowFlags, terminal: Terminal): Chosen =>
  flags.spec === undefined ? oneSet(name, flags) : ofSpec(flags.spec, name, flags, terminal);

/** @throws SeedbedError SB_OPTION where nothing is named, or two places are. */
function oneSet(name: string | undefined, flags: ShowFlags): Chosen {
  if (name === undefined) throw new SeedbedError('SB_OPTION', 'which data set?', { hint: 'name one (data list shows them), or an experiment with --spec' }); // prettier-ignore
  const { plugin, options } = askedFor(name, { option: flags.option });
  const set = { name: plugin.name, key: setKeyOf({ plugin: name, options }), asked: name, options, plugin };
  const out = resolve(flags.out ?? `${plugin.name}-data.html`);
  return { sets: [set], places: placesGiven([set], givenData(flags)), experiment: null, out };
}

/** @throws SeedbedError SB_OPTION for options, which the spec has, and for a set that it does not have. */
function ofSpec(spec: string, name: string | undefined, flags: ShowFlags, terminal: Terminal): Chosen {
  if (flags.option.length > 0) throw new SeedbedError('SB_OPTION', '--option and --spec: the options of its data sets are in the spec', { hint: 'leave one of them out' }); // prettier-ignore
  refuseStaleBuild();
  const experiment = openExperiment(spec);
  const sets = experiment.sets.filter((set) => name === undefined || set.name === name);
  if (sets.length === 0) {
    const hint = `it has ${[...new Set(experiment.sets.map((set) => set.name))].join(', ')}`;
    throw new SeedbedError('SB_OPTION', `the experiment has no data set "${name}"`, { hint });
  }
  const places = placesForRun(defaultStore(), experiment, givenData(flags), terminal);
  return { sets, places, experiment, out: resolve(flags.out ?? join(experiment.folder, 'data.html')) };
}
