import { createHash } from 'node:crypto';
import type { Dataset, Part } from './contract.js';
import { fingerprintOf, imageBytes, partOrder } from './packed-format.js';

/** Calls `visit` with each image in packed order: train before test, then class, then item. One buffer serves all. */
export function eachImage(
  dataset: Dataset,
  visit: (pixels: Uint8Array, part: Part, classIndex: number, item: number) => void,
): void {
  const pixels = new Uint8Array(imageBytes(dataset.image));
  for (const part of partOrder) {
    for (const [classIndex, images] of dataset.counts[part].entries()) {
      for (let item = 0; item < images; item++) {
        dataset.readImage(part, classIndex, item, pixels, 0);
        visit(pixels, part, classIndex, item);
      }
    }
  }
}

/** A data set's fingerprint, computed again from its shape and from every pixel that `readImage` gives. */
export function recomputeFingerprint(dataset: Dataset): string {
  const hash = createHash('sha256');
  eachImage(dataset, (pixels) => hash.update(pixels));
  return fingerprintOf(dataset, hash.digest('hex'));
}
