import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SeedbedError } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { manifestText, readManifest } from '../manifest/seal.js';
import { cannotRead, linkTarget, isAbsent } from '../system-errors.js';
import { writeWhole } from './whole.js';

/**
 * Reads a folder of recorded manifests (`experiments/<name>/results`), ordered by run id.
 * @throws SeedbedError SB_RESULTS_NOT_FOUND, SB_MANIFEST_DAMAGED with the file's name.
 */
export const readResults = (folder: string): Manifest[] => [...readResultFiles(folder).keys()];

/** The same, each with the path of its file. */
export function readResultFiles(folder: string): Map<Manifest, string> {
  const paths = resultFiles(folder).filter((file) => file.endsWith('.json')).map((file) => join(folder, file)); // prettier-ignore
  const read = paths.map((path) => [readManifest(path), path] as const);
  return new Map(read.sort(([a], [b]) => (a.id < b.id ? -1 : 1)));
}

/** Names of the files in a folder of results. @throws SeedbedError SB_RESULTS_NOT_FOUND. */
export function resultFiles(folder: string): string[] {
  if (isFolder(folder)) return readdirSync(folder).sort();
  throw new SeedbedError('SB_RESULTS_NOT_FOUND', `there is no folder of results at ${folder}`, {
    hint: 'run the experiment first, or give the folder with --results',
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (cause) {
    if (isAbsent(cause) && linkTarget(path) === null) return false;
    throw cannotRead(path, cause);
  }
}

const resultName = /^r\d+-.+-[0-9a-f]{8}\.json$/;

/**
 * Records manifests in a folder, replacing what was recorded there; named by replicate, size and condition.
 * @throws SeedbedError SB_STORE_WRITE.
 */
export function recordResults(folder: string, manifests: readonly Manifest[]): void {
  const kept = new Set(manifests.map(resultFileName));
  for (const manifest of manifests) writeWhole(join(folder, resultFileName(manifest)), manifestText(manifest));
  const there = isFolder(folder) ? readdirSync(folder) : [];
  for (const file of there) if (resultName.test(file) && !kept.has(file)) rmSync(join(folder, file));
}

type Named = Pick<Manifest, 'replicate' | 'role' | 'images' | 'condition'>;

/** `r0-25-S2T-0123abcd.json`: readable in a listing; no two conditions of the language give the same name. */
export const resultFileName = (manifest: Named & Pick<Manifest, 'id'>): string =>
  `${resultNameStart(manifest)}-${manifest.id.slice(0, 8)}.json`;

/** `r0-25-S2T`: what can be said before a run has an id. */
export function resultNameStart({ replicate, role, images, condition }: Named): string {
  const what = role === 'source' ? 'source' : `${images}-${condition?.replace(/[^A-Za-z0-9]+/g, '_')}`;
  return `r${replicate}-${what}`;
}
