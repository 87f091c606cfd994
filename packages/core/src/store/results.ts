import { readFileSync, statSync } from 'node:fs';
import { SeedbedError } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { decodeManifest, manifestText } from '../manifest/seal.js';
import { cannotRead, isAbsent, linkTarget } from '../fs/system-errors.js';
import { writeWhole } from '../fs/whole.js';

/** Name of the file of reference results beside a spec: a manifest a line, sorted by run id. */
export const resultsFile = 'results.jsonl';

/** A line of a file of results: its manifest, or a sentence that says what is wrong with it. */
export interface ResultLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly manifest: Manifest | string;
}

/**
 * Reads a file of reference results, in its order.
 * @throws SeedbedError SB_RESULTS_NOT_FOUND, SB_MANIFEST_DAMAGED with file and line.
 */
export const readResults = (path: string): Manifest[] => [...readResultLines(path).keys()];

/** The same, each with its place: `results.jsonl:12`. */
export function readResultLines(path: string): Map<Manifest, string> {
  return new Map(
    resultLines(path).map(({ line, manifest }) => {
      if (typeof manifest !== 'string') return [manifest, `${path}:${line}`];
      throw new SeedbedError('SB_MANIFEST_DAMAGED', `${path}:${line}: ${manifest}`, {
        hint: 'restore the file from version control, or record the experiment again',
      });
    }),
  );
}

/** Every line as it is, for who looks for damage. @throws SeedbedError SB_RESULTS_NOT_FOUND. */
export function resultLines(path: string): ResultLine[] {
  const lines = textOf(path).split('\n');
  const last = lines.pop();
  const found: ResultLine[] = lines.map((text, index) => ({
    ...{ line: index + 1, text },
    manifest: decodeManifest(Buffer.from(`${text}\n`)),
  }));
  if (last) found.push({ line: lines.length + 1, text: last, manifest: 'the file ends within a line' });
  return found;
}

function textOf(path: string): string {
  let isFile = false;
  try {
    isFile = statSync(path).isFile();
    if (isFile) return readFileSync(path, 'utf8');
  } catch (cause) {
    if (!isAbsent(cause) || linkTarget(path) !== null) throw cannotRead(path, cause);
  }
  throw new SeedbedError('SB_RESULTS_NOT_FOUND', `there is no file of results at ${path}`, {
    hint: 'run the experiment first, or give the file or a store with --results',
  });
}

/** The text of a file of results: the same whatever the order in which they came. */
export const resultsText = (manifests: readonly Manifest[]): string =>
  [...manifests].sort((a, b) => (a.id < b.id ? -1 : 1)).map(manifestText).join(''); // prettier-ignore

/** Records manifests in the place of what was recorded there. @throws SeedbedError SB_STORE_WRITE. */
export const recordResults = (path: string, manifests: readonly Manifest[]): void =>
  writeWhole(path, resultsText(manifests));
