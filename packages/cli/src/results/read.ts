import { relative, resolve } from 'node:path';
import { collect, type Collected, type FileOf, isProgram, type Manifest, readResultLines, RunStore, SeedbedError, type Wanted } from '@seedbed/core'; // prettier-ignore
import { count } from '@seedbed/core/words';
import type { Terminal } from '../progress/terminal.js';
import type { Experiment } from '../workspace/experiment.js';

/** Manifests, and the place that each was read from. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly fileOf: FileOf;
}

/**
 * Every manifest of a file of results, or of a store.
 * @throws SeedbedError SB_RESULTS_NOT_FOUND, SB_MANIFEST_DAMAGED.
 */
export function readManifests(place: string): ReadManifests {
  const store = new RunStore(resolve(place));
  const places = store.exists
    ? new Map(store.ids().map((id) => [store.read(id), store.pathOf(id)]))
    : readResultLines(resolve(place));
  return { manifests: [...places.keys()], fileOf: (manifest) => shown(places.get(manifest)) };
}

const shown = (path: string | undefined) => {
  const near = path && relative(process.cwd(), path);
  return near?.startsWith('..') ? path : near;
};

export const manifestsIn = (place: string): readonly Manifest[] => readManifests(place).manifests;

/** Manifests that answer an experiment, all of one context: of a file of results, or of a store. */
export const collectFrom = (experiment: Experiment, place: string, wanted: Wanted = {}): Collected =>
  collectOf(experiment, readManifests(place), wanted);

/**
 * The same of manifests that were read. Runs that another trainer made, the engine in the place of a program or the other
 * way round, are none of the experiment, unless their context was asked for.
 */
export function collectOf({ runs, trainer }: Experiment, read: ReadManifests, wanted: Wanted): Collected {
  const { manifests, fileOf } = read;
  const isOwn = ({ backend }: Manifest) => wanted.id !== undefined || isProgram(backend) === (trainer !== undefined);
  const own = manifests.filter(isOwn);
  const planned = new Set(runs.map(({ configId }) => configId));
  const others = manifests.filter((manifest) => !isOwn(manifest) && planned.has(manifest.configId)).length;
  const collected = collect(runs, own, { ...wanted, fileOf });
  if (others === 0) return collected;
  const whose = trainer ? 'the engine' : 'a program';
  return { ...collected, notes: [...collected.notes, `${count(others, 'run')} of ${whose} left aside: the spec names another trainer`] }; // prettier-ignore
}

/** Every manifest of a store that is in order; says which are damaged, and that there is no store where there is none. */
export function lookAtStore(store: RunStore, terminal: Terminal): Manifest[] {
  if (!store.exists) terminal.say(`there is no store at ${store.folder}`);
  return store.ids().flatMap((id) => {
    try {
      return store.read(id);
    } catch (error) {
      if (!(error instanceof SeedbedError)) throw error;
      terminal.say(`left out: ${error.message} [${error.code}]`);
      return [];
    }
  });
}
