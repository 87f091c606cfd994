import { sweepTemporaries } from '../fs/temporary.js';
import type { SeedbedError } from '../errors.js';
import { checkContent, listOf, textOf } from './content.js';
import type { DatasetPlugin, OpenContext, Source } from './contract.js';
import type { Dataset } from './dataset.js';
import { datasetLimits } from './dataset-limits.js';
import { openFor, openKept, packedPath } from './packed.js';
import { warnOfDamage } from './packed-errors.js';
import type { PackedHeader } from './packed-format.js';
import type { ReadOptions } from './packed-reader.js';
import { type PackedDescription, writePacked } from './packed-writer.js';
import { failedCall, shown, wrongAnswer } from './plugin-errors.js';

export interface OpeningContext extends OpenContext, ReadOptions {
  /** Told why a packed file that was there is packed again: a damaged one, named with its path. Default: a warning of the process. */
  readonly onDamaged?: (reason: SeedbedError) => void;
}

/**
 * Opens a data set: what its plugin reads is checked, packed into `cacheDir` the first time, and from then on read from
 * there. Shape, counts and fingerprint are computed here, from the examples themselves.
 * @param options as the plugin's schema returned them.
 * @throws SeedbedError SB_DATASET_ANSWER, SB_DATASET_FAILED for what a plugin does wrong; SB_DATA_DISK_FULL, SB_DATA_WRITE,
 * SB_DATA_READ, SB_DATA_DAMAGED (damaged again right after it was packed); and what the plugin throws.
 */
export async function openDataset(plugin: DatasetPlugin, options: unknown, context: OpeningContext): Promise<Dataset> {
  const { cacheDir, dataDir, skipDamaged = false, onProgress, onDamaged = warnOfDamage, ...reading } = context;
  const { name, version } = plugin;
  const own = { cacheDir, skipDamaged, ...(dataDir !== undefined && { dataDir }), ...(onProgress && { onProgress }) };
  const source = await answered(name, 'open()', () => plugin.open(options, own));
  try {
    const origin = await answered(name, 'open()', async () => originOf(name, source));
    const description = { plugin: name, version, origin, options, skipDamaged };
    const path = packedPath(cacheDir, description);
    sweepTemporaries(path);
    const kept = openKept(path, description, reading, onDamaged);
    if (kept) return kept;
    await pack(path, description, source);
    return openFor(path, description, reading);
  } finally {
    await closeQuietly(source);
  }
}

/** Reads all of a source into a packed file. */
async function pack(path: string, description: PackedDescription, source: Source): Promise<PackedHeader> {
  const { plugin: name } = description;
  const { content, facts } = await answered(name, 'content()', async () => {
    const given = await source.content();
    return { content: given, facts: checkContent(name, given) };
  });
  return answered(
    name,
    'examples()',
    () =>
    writePacked(path, description, facts, (add) => content.examples(add), (notes) => notesOf(name, notes)), // prettier-ignore
  );
}

async function answered<T>(name: string, doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failedCall(name, doing, error);
  }
}

function originOf(name: string, source: unknown): string {
  const refuse = (what: string) => wrongAnswer(name, what);
  const { origin, content } = (source ?? {}) as Partial<Record<keyof Source, unknown>>;
  if (typeof content !== 'function') throw refuse(`open() gave ${shown(source)}, and no source with origin and content()`); // prettier-ignore
  return textOf(origin, 'origin', refuse);
}

function notesOf(name: string, given: unknown): readonly string[] {
  const refuse = (what: string) => wrongAnswer(name, what);
  return listOf(given, 'notes of examples()', datasetLimits.text, refuse, (value, at) => textOf(value, at, refuse)); // prettier-ignore
}

/** What was wrong first is what is said; that a source cannot be closed either changes nothing. */
async function closeQuietly(source: unknown): Promise<void> {
  try {
    await (source as Partial<Source> | null | undefined)?.close?.();
  } catch {
    // See above.
  }
}
