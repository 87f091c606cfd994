import type { Manifest } from '../manifest/schema.js';
import type { Observation } from './observations.js';

/** The observations that finished cells give; each cell counts once. */
export function observe(manifests: readonly Manifest[]): Observation[] {
  const seen = new Set<string>();
  const observations: Observation[] = [];
  for (const { cellId, role, condition, replicate, images, test } of manifests) {
    if (role !== 'cell' || condition === null || test === null || seen.has(cellId)) continue;
    seen.add(cellId);
    observations.push({ replicate, images, condition, accuracy: test.accuracy * 100 });
  }
  return observations;
}
