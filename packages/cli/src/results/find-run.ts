import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { labelOf, type Manifest, oneAnswer, readManifest, readResultLines, resultsFile, RunStore, SeedbedError } from '@seedbed/core'; // prettier-ignore
import { type CommonFlags, runOptions } from '../flags/flags.js';
import { experimentNames, workspaceRoot } from '../workspace/folders.js';
import { readManifests } from './read.js';

/** The argument that names a run. */
export const runArgument =
  'a run id or its first digits, of the store or of reference results; the path of a manifest; or FILE:LINE of a file of results';

/** Where runs are looked for. */
export interface Places {
  readonly store: RunStore;
  /** A file of results, or a store, that is looked at alone. */
  readonly results?: string | undefined;
  /** Whether the results beside the specs of this workspace are looked at too. */
  readonly recorded: boolean;
}

/** What is named is looked at alone; else the store that run uses, and reference results. */
export const placesIn = (flags: CommonFlags & { readonly results?: string }): Places => ({
  store: new RunStore(runOptions(flags).store),
  results: flags.results,
  recorded: flags.store === undefined,
});

/**
 * A run by the path of its manifest, by its line in a file of results, or by the first digits of its id: in the store and
 * in the results beside the specs of this workspace.
 * @throws SeedbedError SB_RUN_NOT_FOUND, SB_RESULTS_CONFLICT where it is there with different results.
 */
export function findRun(asked: string, places: Places): Manifest {
  // No id has such a letter in it.
  if (/[\\/]|\.jsonl?(:\d+)?$/.test(asked)) return inFile(resolve(asked));
  const found = foundIn(asked, places);
  const manifests = found.map(({ manifest }) => manifest);
  const ids = [...new Set(manifests.map(({ id }) => id))];
  if (ids.length === 1) {
    const fileOf = (manifest: Manifest) => found.find((each) => each.manifest === manifest)?.file;
    return oneAnswer(labelOf(manifests[0] as Manifest), manifests, fileOf);
  }
  const { store, results, recorded } = places;
  const what = ids.length === 0 ? 'no run begins with' : `${ids.length} runs begin with`;
  const where = results ?? `${store.folder}${recorded ? ' or beside the specs of this workspace' : ''}`;
  throw new SeedbedError('SB_RUN_NOT_FOUND', `${what} "${asked}" in ${where}`, { hint });
}

/** @param path of a manifest, or of a file of results with the number of a line. */
function inFile(path: string): Manifest {
  const [, file = path, line] = /^(.*):(\d+)$/s.exec(path) ?? [];
  if (!existsSync(file) || !statSync(file).isFile()) throw new SeedbedError('SB_RUN_NOT_FOUND', `there is no file ${file}`, { hint }); // prettier-ignore
  if (line === undefined) return readManifest(file);
  const found = [...readResultLines(file)].find(([, place]) => place === path);
  if (!found) throw new SeedbedError('SB_RUN_NOT_FOUND', `${file} has no line ${line}`, { hint });
  return found[0];
}

const hint = 'seedbed ls lists the runs of a store; --results names a file of results';

interface Found {
  readonly manifest: Manifest;
  readonly file: string | undefined;
}

function foundIn(start: string, { store, results, recorded }: Places): Found[] {
  if (results === undefined) return [...inStore(store, start), ...(recorded ? inExperiments(start) : [])];
  const named = new RunStore(resolve(results));
  return named.exists ? inStore(named, start) : inResults(resolve(results), start);
}

/** A store is not read as a whole: its files are called after the ids. */
const inStore = (store: RunStore, start: string): Found[] =>
  store.ids().filter((id) => id.startsWith(start)).map((id) => ({ manifest: store.read(id), file: store.pathOf(id) })); // prettier-ignore

/** The results beside the specs of this workspace. */
const inExperiments = (start: string): Found[] =>
  experimentNames()
    .map((name) => join(workspaceRoot(), 'experiments', name, resultsFile))
    .flatMap((file) => (existsSync(file) ? inResults(file, start) : []));

function inResults(file: string, start: string): Found[] {
  const { manifests, fileOf } = readManifests(file);
  return manifests.filter(({ id }) => id.startsWith(start)).map((manifest) => ({ manifest, file: fileOf(manifest) }));
}
