import type { Dataset } from './contract.js';

/*
 * Data sets whose fingerprint was compared with their pixels by the reader that opened them. A plugin in another folder
 * brings its own copy of core: all copies share one list.
 */

const key = Symbol.for('seedbed.verified-data-sets');
const shared = globalThis as { [key]?: WeakSet<Dataset> };
const verified = (shared[key] ??= new WeakSet<Dataset>());

/** Says that a data set's fingerprint is that of its pixels. A copy of it with another `readImage` is not meant. */
export function markVerified<T extends Dataset>(dataset: T): T {
  verified.add(dataset);
  return dataset;
}

export const isVerified = (dataset: Dataset): boolean => verified.has(dataset);
