import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { collect, type Collected, readResults, RunStore } from '@seedbed/core';
import type { Experiment } from '../workspace/experiment.js';

/** Manifests that answer an experiment, from a folder of recorded results or from a store. */
export function collectFrom(experiment: Experiment, folder: string): Collected {
  const store = new RunStore(resolve(folder));
  const manifests = existsSync(join(folder, 'runs')) ? store.ids().map((id) => store.read(id)) : readResults(folder);
  return collect(experiment.runs, manifests);
}

/** The recorded results that belong to a spec. */
export const recordedFolder = (experiment: Experiment) => join(experiment.folder, 'results');
