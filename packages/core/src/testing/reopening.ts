import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Dataset } from '../dataset/contract.js';
import { imageBytes } from '../dataset/packed-format.js';
import { SeedbedError } from '../errors.js';
import { damageFile, filesBelow } from './caches.js';
import { edgeImages, recomputeFingerprint } from './pixels.js';

/** Opens the same data with a cache folder. */
export type Open = (cacheDir: string) => Promise<Dataset>;

async function using(opening: Promise<Dataset>, check: (dataset: Dataset) => void): Promise<void> {
  const dataset = await opening;
  try {
    check(dataset);
  } finally {
    dataset.close();
  }
}

/** A second opening of the same cache gives the same pixels. @throws AssertionError */
export function checkSecondOpening(first: Dataset, open: Open, cacheDir: string): Promise<void> {
  return using(open(cacheDir), (second) => {
    assert.deepEqual(edgeImages(second), edgeImages(first));
    assert.equal(second.fingerprint, first.fingerprint);
  });
}

/** Packing into an empty cache gives the same data set again. @throws AssertionError */
export function checkSecondPacking(first: Dataset, open: Open, emptyCache: string): Promise<void> {
  return using(open(emptyCache), ({ fingerprint, notes, classes, counts }) => {
    assert.equal(fingerprint, first.fingerprint, 'packed again, the fingerprint differs');
    assert.deepEqual({ notes, classes, counts }, { notes: first.notes, classes: first.classes, counts: first.counts });
  });
}

/** Two openings at once, of a cache in which nothing is packed yet, give the same pixels. @throws AssertionError */
export async function checkParallelOpenings(first: Dataset, open: Open, emptyCache: string): Promise<void> {
  const both = await Promise.all([open(emptyCache), open(emptyCache)]);
  try {
    const target = new Uint8Array(imageBytes(first.image));
    for (const { part, classIndex, item, pixels } of edgeImages(first)) {
      for (const dataset of both) {
        dataset.readImage(part, classIndex, item, target, 0);
        assert.deepEqual(target, pixels, `another reader sees another image ${item} of class ${classIndex} in ${part}`);
      }
    }
  } finally {
    for (const dataset of both) dataset.close();
  }
}

/**
 * After one bit of the largest file in the cache was flipped, the plugin packs it again, or says which file is damaged.
 * @returns false when the plugin keeps nothing in its cache, so that there is nothing to damage.
 * @throws AssertionError
 */
export async function checkDamage(first: Dataset, open: Open, cacheDir: string): Promise<boolean> {
  const path = filesBelow(cacheDir).sort((a, b) => fs.statSync(b).size - fs.statSync(a).size)[0];
  if (path === undefined) return false;
  damageFile(path);
  try {
    await using(open(cacheDir), (again) => {
      assert.equal(recomputeFingerprint(again), first.fingerprint, 'the damage went unnoticed');
    });
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    assert.ok(error.message.includes(path), `the error does not name ${path}: ${error.message}`);
  }
  return true;
}
