import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { createTemporary, type Dataset, digestOf, inputBytes, inputValues, npyHeader, type Part, roomFor } from '@seedbed/core'; // prettier-ignore
import { z } from 'zod';
import { recall, remember, stampsOf } from '../../workspace/remembered.js';

/** Examples of a part are copied this many bytes at a time. */
const piece = 4 * 2 ** 20;

/** A part of a data set as a file, one copy for all runs and workers. */
export interface PartFile {
  readonly path: string;
  /** Where the first example of each class is. */
  readonly starts: readonly number[];
}

/**
 * The inputs of a part as a `.npy` file, [examples, …] of the set's type, class by class in the set's order.
 * Written where it is not there yet, or holds anything else; it appears complete or not at all, and to be read alone.
 * @param cacheDir folder of packed data.
 */
export function partFile(dataset: Dataset, part: Part, cacheDir: string): PartFile {
  let total = 0;
  const starts = dataset.counts[part].map((count) => (total += count) - count);
  const folder = join(cacheDir, 'arrays');
  const path = join(folder, `${digestOf(['npy', dataset.fingerprint, part])}.npy`);
  // To compare it is to read all of it: that is remembered until the file changes.
  const before = stampsOf([path]);
  if (before && recall('array', before, z.literal(true))) return { path, starts };
  mkdirSync(folder, { recursive: true });
  if (!holds(path, piecesOf(dataset, part, total))) {
    const file = createTemporary(path);
    try {
      for (const bytes of piecesOf(dataset, part, total)) file.append(bytes);
      file.commit();
      chmodSync(path, 0o444);
    } finally {
      file.discard();
    }
  }
  const after = stampsOf([path]);
  if (after) remember('array', after, true);
  return { path, starts };
}

/** What the file holds, piece by piece; each is valid until the next. */
function* piecesOf(dataset: Dataset, part: Part, total: number): Generator<Uint8Array> {
  const { inputs } = dataset;
  yield npyHeader(inputs.type === 'uint8' ? '|u1' : '<f4', [total, ...inputs.shape]);
  const [values, size] = [inputValues(inputs), inputBytes(inputs)];
  const rows = Math.max(1, Math.floor(piece / size));
  const room = roomFor(dataset, rows);
  const bytes = new Uint8Array(room.buffer);
  let filled = 0;
  for (const [classIndex, count] of dataset.counts[part].entries()) {
    for (let item = 0; item < count; item++) {
      dataset.readInputs(part, classIndex, item, room, filled * values);
      if (++filled < rows) continue;
      yield bytes;
      filled = 0;
    }
  }
  yield bytes.subarray(0, filled * size);
}

/** Whether a file holds these bytes and no others; a program may have written into it. */
function holds(path: string, pieces: Iterable<Uint8Array>): boolean {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    let at = 0;
    for (const bytes of pieces) {
      const there = Buffer.alloc(bytes.length);
      if (readSync(file, there, 0, there.length, at) !== bytes.length || !there.equals(bytes)) return false;
      at += bytes.length;
    }
    return fstatSync(file).size === at;
  } finally {
    closeSync(file);
  }
}
