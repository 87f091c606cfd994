import { sha256 } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { labelOf } from '../plan/label.js';

/** Of a program that does not say what it starts from. */
const unsaid = sha256(new Uint8Array());

/** Whether a run does not say the weights that it started from. */
export const hidesStart = ({ trainer, weights }: Pick<Manifest, 'trainer' | 'weights'>): boolean =>
  trainer !== undefined && weights.before === unsaid;

/**
 * Replicates that start from the same weights, though each has seeds of its own: a program that draws its start from
 * another seed than the run's. Only programs can.
 * @returns the labels of each such pair, the earlier run first.
 */
export function sameStarts(manifests: readonly Manifest[]): [string, string][] {
  const firsts = new Map<string, Manifest>();
  return manifests.flatMap((manifest): [string, string][] => {
    if (!manifest.trainer || manifest.config.weights || hidesStart(manifest)) return [];
    const key = `${manifest.stage} ${manifest.weights.before}`;
    const first = firsts.get(key);
    if (!first) firsts.set(key, manifest);
    return first && first.replicate !== manifest.replicate ? [[labelOf(first), labelOf(manifest)]] : [];
  });
}
