import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { SeedbedError } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { manifestText, readManifest } from '../manifest/seal.js';

/**
 * Reads a folder of recorded manifests (`experiments/<name>/results`), ordered by run id.
 * @throws SeedbedError SB_RESULTS_NOT_FOUND, SB_MANIFEST_DAMAGED with the file's name.
 */
export function readResults(folder: string): Manifest[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SeedbedError('SB_RESULTS_NOT_FOUND', `there is no folder of results at ${folder}`, {
      hint: 'run the experiment first, or give the folder with --results',
    });
  }
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const manifests = files.map((file) => readManifest(join(folder, file)));
  return manifests.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Records manifests in a folder, replacing what was recorded there; named by replicate, size and condition. */
export function recordResults(folder: string, manifests: readonly Manifest[]): void {
  mkdirSync(folder, { recursive: true });
  const kept = new Set(manifests.map(resultFileName));
  for (const manifest of manifests)
    writeFileAtomic.sync(join(folder, resultFileName(manifest)), manifestText(manifest));
  for (const file of readdirSync(folder)) if (file.endsWith('.json') && !kept.has(file)) rmSync(join(folder, file));
}

/** `r0-25-S2T-0123abcd.json`: readable in a listing, unique by the run id's beginning. */
export function resultFileName({ replicate, role, images, condition, id }: Manifest): string {
  const what = role === 'source' ? 'source' : `${images}-${condition?.replace(/[^A-Za-z0-9]+/g, '_')}`;
  return `r${replicate}-${what}-${id.slice(0, 8)}.json`;
}
