import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTemporary, type Dataset, digestOf, npyHeader, type Part } from '@seedbed/core';

/** Images of a part are copied this many bytes at a time. */
const piece = 4 * 2 ** 20;

/** A part of a data set as a file, one copy for all runs and workers. */
export interface PartFile {
  readonly path: string;
  /** Where the first image of each class is. */
  readonly starts: readonly number[];
}

/**
 * The images of a part as a `.npy` file, uint8, [examples, height, width, channels], class by class in the set's order.
 * Written where it is not there yet; it appears complete or not at all.
 * @param cacheDir folder of packed data.
 */
export function partFile(dataset: Dataset, part: Part, cacheDir: string): PartFile {
  const counts = dataset.counts[part];
  const { height, width, channels } = dataset.image;
  let total = 0;
  const starts = counts.map((count) => (total += count) - count);
  const folder = join(cacheDir, 'arrays');
  const path = join(folder, `${digestOf(['npy', dataset.fingerprint, part])}.npy`);
  if (existsSync(path)) return { path, starts };
  mkdirSync(folder, { recursive: true });
  const file = createTemporary(path);
  try {
    file.append(npyHeader('|u1', [total, height, width, channels]));
    const extent = height * width * channels;
    const rows = Math.max(1, Math.floor(piece / extent));
    const bytes = new Uint8Array(rows * extent);
    let filled = 0;
    for (const [classIndex, count] of counts.entries()) {
      for (let item = 0; item < count; item++) {
        dataset.readImage(part, classIndex, item, bytes, filled * extent);
        if (++filled < rows) continue;
        file.append(bytes);
        filled = 0;
      }
    }
    file.append(bytes.subarray(0, filled * extent));
    file.commit();
  } finally {
    file.discard();
  }
  return { path, starts };
}
