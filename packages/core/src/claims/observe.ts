import type { Manifest } from '../manifest/schema.js';
import type { Observation } from './observations.js';

/** The observations that finished cells give; each cell counts once. */
export function observe(manifests: readonly Manifest[]): Observation[] {
  const seen = new Set<string>();
  const observations: Observation[] = [];
  for (const { configId, at, replicate, config, measured } of manifests) {
    const accuracy = measured?.test?.values['accuracy'];
    if (accuracy === undefined || seen.has(configId)) continue;
    seen.add(configId);
    const images = typeof config.learn.perClass === 'number' ? config.learn.perClass : 0;
    observations.push({ replicate, images, condition: at['condition'] ?? '', accuracy });
  }
  return observations;
}
