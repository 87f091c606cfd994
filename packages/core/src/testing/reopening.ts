import assert from 'node:assert/strict';
import fs from 'node:fs';
import { basename } from 'node:path';
import type { Dataset } from '../dataset/dataset.js';
import { SeedbedError } from '../errors.js';
import { damageFile, filesBelow } from './caches.js';
import { checkSame } from './originals.js';

/** Opens the same data with a cache folder. */
export type Open = (cacheDir: string) => Promise<Dataset>;

const isPacked = (path: string) => path.endsWith('.packed');

/** The set is the same, and it is not packed a second time: its origin is what it was. @throws AssertionError */
export async function checkPackedOnce(
  first: Dataset,
  opening: Promise<Dataset>,
  cacheDir: string,
  what: string,
): Promise<void> {
  await checkSame(first, opening, what);
  const packed = filesBelow(cacheDir).filter(isPacked).map((path) => basename(path)); // prettier-ignore
  assert.equal(
    packed.length,
    1,
    `${what}, it was packed again, as ${packed.join(' and ')}: is a path or a time in its origin?`,
  );
}

/** Two openings at once, of a cache in which nothing is packed yet, give the same set. @throws AssertionError */
export async function checkParallelOpenings(first: Dataset, open: Open, emptyCache: string): Promise<void> {
  const both = [open(emptyCache), open(emptyCache)];
  // Both are awaited, so that none is left in a folder that is removed.
  await Promise.allSettled(both);
  for (const opening of both) await checkSame(first, opening, 'opened twice at once');
}

/** What a plugin keeps in its cache folder besides what Seedbed packs. */
export const rememberedIn = (cacheDir: string): string[] => filesBelow(cacheDir).filter((path) => !isPacked(path));

/**
 * A plugin that remembers things in its cache folder does not take what is damaged there for what it wrote. Its largest
 * file is tried, and the last one.
 * @throws AssertionError
 */
export async function checkRemembered(first: Dataset, open: Open, cacheDir: string): Promise<void> {
  const kept = rememberedIn(cacheDir);
  if (kept.length === 0) return;
  const largest = kept.reduce((a, b) => (fs.statSync(a).size >= fs.statSync(b).size ? a : b));
  for (const path of new Set([largest, kept.at(-1) as string])) {
    const before = fs.readFileSync(path);
    damageFile(path);
    for (const packed of filesBelow(cacheDir).filter(isPacked)) fs.rmSync(packed);
    await checkSame(first, open(cacheDir), `with one bit of ${basename(path)} in its cache flipped`).catch(
      (error: unknown) => {
        if (!(error instanceof SeedbedError)) throw error;
        assert.ok(error.message.includes(basename(path)), `the error does not name ${path}: ${error.message}`);
      },
    );
    fs.writeFileSync(path, before);
  }
}
