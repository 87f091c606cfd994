import { join, resolve } from 'node:path';
import { collect, type Collected, type Manifest, readResults, RunStore, SeedbedError } from '@seedbed/core';
import type { Terminal } from '../progress/terminal.js';
import type { Experiment } from '../workspace/experiment.js';

/** Every manifest of a folder of recorded results or of a store. */
export function manifestsIn(folder: string): readonly Manifest[] {
  const store = new RunStore(resolve(folder));
  return store.exists ? store.ids().map((id) => store.read(id)) : readResults(folder);
}

/** Manifests that answer an experiment, from a folder of recorded results or from a store. */
export const collectFrom = (experiment: Experiment, folder: string): Collected =>
  collect(experiment.runs, manifestsIn(folder));

/** The recorded results that belong to a spec. */
export const recordedFolder = (experiment: Experiment) => join(experiment.folder, 'results');

/** Every whole manifest of a store; says which are damaged, and that there is no store where there is none. */
export function lookAtStore(store: RunStore, terminal: Terminal): Manifest[] {
  if (!store.exists) terminal.say(`there is no store at ${store.folder}`);
  return store.ids().flatMap((id) => {
    try {
      return store.read(id);
    } catch (error) {
      if (!(error instanceof SeedbedError)) throw error;
      terminal.say(`damaged: ${error.message} [${error.code}]`);
      return [];
    }
  });
}
