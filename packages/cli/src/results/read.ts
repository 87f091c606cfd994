import { relative, resolve } from 'node:path';
import {
  collect,
  type Collected,
  type FileOf,
  type Manifest,
  readResultFiles,
  RunStore,
  SeedbedError,
  type Wanted,
} from '@seedbed/core';
import type { Terminal } from '../progress/terminal.js';
import type { Experiment } from '../workspace/experiment.js';

/** Manifests, and the file that each was read from. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly fileOf: FileOf;
}

/** Every manifest of a folder of recorded results or of a store. @throws SeedbedError SB_RESULTS_NOT_FOUND, SB_MANIFEST_DAMAGED. */
export function readManifests(folder: string): ReadManifests {
  const store = new RunStore(resolve(folder));
  const files = store.exists
    ? new Map(store.ids().map((id) => [store.read(id), store.pathOf(id)]))
    : readResultFiles(resolve(folder));
  return { manifests: [...files.keys()], fileOf: (manifest) => shown(files.get(manifest)) };
}

const shown = (path: string | undefined) => {
  const near = path && relative(process.cwd(), path);
  return near?.startsWith('..') ? path : near;
};

export const manifestsIn = (folder: string): readonly Manifest[] => readManifests(folder).manifests;

/** Manifests that answer an experiment, all of one context: of a folder of recorded results, or of a store. */
export function collectFrom(experiment: Experiment, folder: string, wanted: Wanted = {}): Collected {
  const { manifests, fileOf } = readManifests(folder);
  return collect(experiment.runs, manifests, { ...wanted, fileOf });
}

/** The recorded results that belong to a spec. */
export const recordedFolder = ({ results }: Experiment) => results;

/** Every whole manifest of a store; says which are damaged, and that there is no store where there is none. */
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
