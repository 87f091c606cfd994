import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { labelOf, type Manifest, oneAnswer, readManifest, resultFiles, RunStore, SeedbedError } from '@seedbed/core';
import { experimentNames, workspaceRoot } from '../workspace/folders.js';
import { type CommonFlags, runOptions } from '../flags/flags.js';

/** Where runs are looked for. */
export interface Places {
  readonly store: RunStore;
  /** A folder of manifests, or a store, that is looked at alone. */
  readonly results?: string | undefined;
  /** Whether the results beside the specs of this workspace are looked at too. */
  readonly recorded: boolean;
}

/** What is named is looked at alone; else the store that run uses, and recorded results. */
export const placesIn = (flags: CommonFlags & { readonly results?: string }): Places => ({
  store: new RunStore(runOptions(flags).store),
  results: flags.results,
  recorded: flags.store === undefined,
});

/**
 * A run by the path of its manifest, or by the first digits of its id: in the store and in the results beside the specs of
 * this workspace.
 * @throws SeedbedError SB_RUN_NOT_FOUND, SB_RESULTS_CONFLICT where it is there with different results.
 */
export function findRun(asked: string, { store, results, recorded }: Places): Manifest {
  const path = resolve(asked);
  // No id has such a letter in it.
  if (/[\\/]|\.json$/.test(asked)) {
    if (existsSync(path) && statSync(path).isFile()) return readManifest(path);
    throw new SeedbedError('SB_RUN_NOT_FOUND', `there is no file ${path}`, { hint });
  }
  const found =
    results === undefined
      ? [...inStore(store, asked), ...(recorded ? inExperiments(asked) : [])]
      : inFolder(results, asked);
  const ids = [...new Set(found.map(({ manifest }) => manifest.id))];
  if (ids.length === 1) {
    const fileOf = (manifest: Manifest) => found.find((each) => each.manifest === manifest)?.file;
    const manifests = found.map(({ manifest }) => manifest);
    return oneAnswer(labelOf(manifests[0]!), manifests, fileOf);
  }
  const what = ids.length === 0 ? 'no run begins with' : `${ids.length} runs begin with`;
  const where =
    results === undefined
      ? `in ${store.folder}${recorded ? ' or beside the specs of this workspace' : ''}`
      : `in ${results}`;
  throw new SeedbedError('SB_RUN_NOT_FOUND', `${what} "${asked}" ${where}`, {
    hint,
  });
}

const hint = 'seedbed ls lists the runs of a store; --results names a folder of manifests';

interface Found {
  readonly manifest: Manifest;
  readonly file: string;
}

function inFolder(folder: string, start: string): Found[] {
  const store = new RunStore(resolve(folder));
  return store.exists ? inStore(store, start) : inResults(resolve(folder), start);
}

const inStore = (store: RunStore, start: string): Found[] =>
  store.ids().filter((id) => id.startsWith(start)).map((id) => ({ manifest: store.read(id), file: store.pathOf(id) })); // prettier-ignore

/** The results beside the specs of this workspace. */
const inExperiments = (start: string): Found[] =>
  experimentNames()
    .map((name) => join(workspaceRoot(), 'experiments', name, 'results'))
    .flatMap((folder) => (existsSync(folder) ? inResults(folder, start) : []));

/** A file's name ends with the first eight digits of the id of its run. */
function inResults(folder: string, start: string): Found[] {
  const near = (file: string) => {
    const digits = /-([0-9a-f]{8})\.json$/.exec(file)?.[1];
    return digits === undefined || digits.startsWith(start.slice(0, 8));
  };
  return resultFiles(folder)
    .filter((file) => file.endsWith('.json') && near(basename(file)))
    .map((file) => ({ manifest: readManifest(join(folder, file)), file: join(folder, file) }))
    .filter(({ manifest }) => manifest.id.startsWith(start));
}
