import { join } from 'node:path';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import { damaged, damagedCode, readFailed } from './packed-errors.js';
import { packedFormat } from './packed-format.js';
import { openPacked, type PackedDataset, type ReadOptions } from './packed-reader.js';
import type { PackedDescription } from './packed-writer.js';

const identity = ({ plugin, version, origin, options, skipDamaged }: PackedDescription) => ({ plugin, version, origin, options, skipDamaged }); // prettier-ignore

/**
 * The path of a packed file: a name to recognise it by, and a digest of what its content depends on, so that versions
 * of a plugin and of the format, and other options, live side by side in one cache.
 */
export function packedPath(cacheDir: string, description: PackedDescription): string {
  const digest = digestOf({ format: packedFormat, ...identity(description) }).slice(0, 16);
  return join(cacheDir, `${description.plugin}-${digest}.packed`);
}

/**
 * Opens what was packed of a source; undefined where nothing was, or where it is damaged.
 * @param onDamaged told what is wrong with a file that was there.
 * @throws SeedbedError SB_DATA_READ.
 */
export function openKept(
  path: string,
  description: PackedDescription,
  options: ReadOptions,
  onDamaged: (reason: SeedbedError) => void,
): PackedDataset | undefined {
  try {
    return openFor(path, description, options);
  } catch (error) {
    if (error instanceof SeedbedError && error.code === damagedCode) onDamaged(error);
    else if (!isAbsent(error)) throw readFailed(path, error);
    return undefined;
  }
}

/** ENOTDIR, too: the writer says better what is wrong with the folder. */
const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Opens a file that must hold what is asked for: somebody may have renamed it. */
export function openFor(path: string, description: PackedDescription, options: ReadOptions): PackedDataset {
  const dataset = openPacked(path, options);
  if (canonicalJson(identity(dataset.header)) === canonicalJson(identity(description))) return dataset;
  dataset.close();
  throw damaged(path, `it holds ${canonicalJson(identity(dataset.header))}`);
}
