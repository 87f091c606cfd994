import { join } from 'node:path';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import type { Dataset } from './contract.js';
import { damaged, damagedCode, readFailed } from './packed-errors.js';
import { packedFormat } from './packed-format.js';
import { openPacked, type ReadOptions } from './packed-reader.js';
import { sweepTemporaries } from '../fs/temporary.js';
import { writePacked, type PackImages, type PackedDescription } from './packed-writer.js';

export interface PackedOptions extends ReadOptions {
  /** Told why a packed file that was there is packed again: a damaged one, named with its path. */
  readonly onDamaged?: (reason: SeedbedError) => void;
}

const identity = ({ plugin, version, origin, options }: PackedDescription) => ({ plugin, version, origin, options });

/**
 * The path of a packed file: a name to recognise it by, and a digest of what its content depends on, so that versions
 * of a plugin and of the format, and other options, live side by side in one cache.
 */
export function packedPath(cacheDir: string, description: PackedDescription): string {
  const digest = digestOf({ format: packedFormat, ...identity(description) }).slice(0, 16);
  return join(cacheDir, `${description.plugin}-${digest}.packed`);
}

/**
 * What most plugins' `open` comes down to: opens the packed file in `cacheDir`, and packs it first where there is none
 * or where the one that is there is damaged.
 * @param images reads the original data; called only if something is to be packed.
 * @throws SeedbedError SB_DATA_DISK_FULL, SB_DATA_WRITE, SB_DATA_READ, SB_DATA_DAMAGED (damaged again right after it
 * was packed); and whatever `images` throws.
 */
export async function openOrPack(
  cacheDir: string,
  description: PackedDescription,
  images: PackImages,
  options: PackedOptions = {},
): Promise<Dataset> {
  const path = packedPath(cacheDir, description);
  sweepTemporaries(path);
  try {
    return openFor(path, description, options);
  } catch (error) {
    if (error instanceof SeedbedError && error.code === damagedCode) options.onDamaged?.(error);
    else if (!isAbsent(error)) throw readFailed(path, error);
  }
  await writePacked(path, description, images);
  return openFor(path, description, options);
}

/** ENOTDIR, too: the writer says better what is wrong with the folder. */
const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Opens a file that must hold what is asked for: somebody may have renamed it. */
function openFor(path: string, description: PackedDescription, options: ReadOptions): Dataset {
  const dataset = openPacked(path, options);
  if (canonicalJson(identity(dataset.header)) === canonicalJson(identity(description))) return dataset;
  dataset.close();
  throw damaged(path, `it holds ${canonicalJson(identity(dataset.header))}`);
}
