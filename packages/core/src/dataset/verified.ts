import { canonicalJson } from '../digest/canonical.js';
import type { Dataset } from './contract.js';
import { identityOf } from './same-set.js';

/*
 * Data sets whose fingerprint was compared with their pixels by the reader that opened them. A plugin in another folder
 * brings its own copy of core: all copies share one list.
 */

/** What was compared: how pixels are read, and what they are pixels of. */
interface Verified {
  readonly readImage: Dataset['readImage'];
  readonly identity: string;
}

const key = Symbol.for('seedbed.verified-answers');
const shared = globalThis as { [key]?: WeakMap<Dataset, Verified> };
const verified = (shared[key] ??= new WeakMap<Dataset, Verified>());

const verifiedOf = (dataset: Dataset): Verified => ({
  readImage: dataset.readImage,
  identity: canonicalJson(identityOf(dataset)),
});

/**
 * Says that a data set's fingerprint is that of its pixels. A copy of it with another `readImage` is not meant, nor is it
 * itself once something of it was changed.
 */
export function markVerified<T extends Dataset>(dataset: T): T {
  verified.set(dataset, verifiedOf(dataset));
  return dataset;
}

export function isVerified(dataset: Dataset): boolean {
  const then = verified.get(dataset);
  if (!then) return false;
  const now = verifiedOf(dataset);
  return then.readImage === now.readImage && then.identity === now.identity;
}
