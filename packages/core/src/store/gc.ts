import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeManifest } from '../manifest/seal.js';
import type { Manifest } from '../manifest/schema.js';
import { fileClock } from '../fs/file-clock.js';
import { type StoredFile, storedFiles } from './layout.js';
import { namedIn } from './named-in.js';
import type { Progress } from './fsck/report.js';

/** Nobody has written to a file for this long, milliseconds: its writer may live on another machine. */
const abandonedAfter = 60 * 60 * 1000;

export interface Removal {
  readonly kind: 'orphan' | 'half-written' | 'leftover' | 'lease';
  /** In the store. */
  readonly path: string;
  readonly bytes: number;
}

export interface GarbageReport {
  readonly removed: readonly Removal[];
  readonly bytes: number;
  /** Files of weights and predictions that no intact manifest names, kept because a damaged manifest may name them. */
  readonly kept: number;
}

export interface GarbageOptions {
  /** Only say what would go. */
  readonly dryRun?: boolean;
  /** Milliseconds since 1970; the file system's own time unless given. */
  readonly now?: number;
  readonly onProgress?: Progress;
}

interface Quiet extends StoredFile {
  readonly stats: fs.Stats;
}

/**
 * Removes what nobody needs: weights and predictions that no manifest names, what killed writers left, leases that nobody renews,
 * checkpoints of stored runs. Only files that nobody has written to for an hour, so that runs can be written at the same time; never a
 * manifest or what one names.
 * @throws SeedbedError SB_STORE_NOT_FOUND.
 */
export async function collectGarbage(folder: string, options: GarbageOptions = {}): Promise<GarbageReport> {
  const { dryRun = false, now = timeOf(folder), onProgress = () => {} } = options;
  // What is to go is listed before the manifests: weights and predictions are written before the manifest that names them.
  const files = storedFiles(folder);
  const quiet = (kind: 'weights' | 'predictions' | 'checkpoint' | 'lease' | 'temporary') =>
    abandoned(folder, files[kind], now);
  const [numbers, checkpoints, temporaries] = [[...quiet('weights'), ...quiet('predictions')], quiet('checkpoint'), quiet('temporary')]; // prettier-ignore
  const unnamed = new Set(numbers.map(({ name }) => name));
  const finished = new Map<string, boolean>();
  const upstream = new Set<string>();
  const everyWeights = new Set(files.weights.map(({ name }) => name));
  let damaged = false;
  const looksAt = unnamed.size + checkpoints.length > 0 ? storedFiles(folder).manifest : [];
  for (const [index, { path, name }] of looksAt.entries()) {
    const manifest = await wholeManifest(join(folder, path));
    if (manifest) {
      for (const digest of namedIn(manifest)) unnamed.delete(digest);
      finished.set(name, manifest.outcome.status !== 'ok' || everyWeights.has(manifest.weights.after));
      for (const id of Object.values(manifest.upstream)) upstream.add(id);
    } else damaged = true;
    onProgress(index + 1, looksAt.length);
  }
  const orphans = numbers.filter(({ name }) => unnamed.has(name));
  // An upstream run whose weights are gone is trained again, and its checkpoint is then no leftover.
  const leftovers = checkpoints.filter(({ name }) => finished.has(name) && (finished.get(name) || !upstream.has(name)));
  const garbage = [
    ...temporaries.map((file) => ({ file, kind: 'half-written' as const })),
    ...(damaged ? [] : orphans).map((file) => ({ file, kind: 'orphan' as const })),
    ...leftovers.map((file) => ({ file, kind: 'leftover' as const })),
    // A holder touches its lease three times a minute.
    ...quiet('lease').map((file) => ({ file, kind: 'lease' as const })),
  ];
  const removed = garbage
    .filter(({ file }) => dryRun || removeUnlessWritten(join(folder, file.path), file.stats))
    .map(({ file, kind }) => ({ kind, path: file.path, bytes: file.stats.size }));
  const bytes = removed.reduce((sum, each) => sum + each.bytes, 0);
  return { removed, bytes, kept: damaged ? orphans.length : 0 };
}

/** Where nothing can be written, nothing can be removed: there this machine's clock will do. */
function timeOf(folder: string): number {
  try {
    return fileClock(folder);
  } catch {
    return Date.now();
  }
}

function abandoned(folder: string, files: readonly StoredFile[], now: number): Quiet[] {
  return files.flatMap((file) => {
    const stats = fs.lstatSync(join(folder, file.path), { throwIfNoEntry: false });
    return stats?.isFile() && now - stats.mtimeMs > abandonedAfter ? [{ ...file, stats }] : [];
  });
}

async function wholeManifest(path: string): Promise<Manifest | null> {
  const manifest = decodeManifest(await readFile(path).catch(() => Buffer.alloc(0)));
  return typeof manifest === 'string' ? null : manifest;
}

/**
 * Removes a file unless somebody wrote it again since it was looked at: it is moved aside first, looked at again, and put
 * back when it is another one. @returns whether it is gone.
 */
function removeUnlessWritten(path: string, seen: fs.Stats): boolean {
  const aside = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  try {
    fs.renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const { ino, mtimeMs } = fs.statSync(aside);
  const same = ino === seen.ino && mtimeMs === seen.mtimeMs;
  if (!same) putBack(aside, path);
  fs.rmSync(aside, { force: true });
  return same;
}

/**
 * A link, since it never replaces what a writer put there in the meantime. A file system without links has no such step:
 * whoever writes between the look and the rename writes the same weights, or a checkpoint of which an earlier one will do.
 */
function putBack(aside: string, path: string): void {
  try {
    fs.linkSync(aside, path);
  } catch {
    if (!fs.existsSync(path)) fs.renameSync(aside, path);
  }
}
