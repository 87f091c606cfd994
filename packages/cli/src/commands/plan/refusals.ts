import type { PlannedRun } from '@seedbed/core';
import type { Lacks } from '../../execution/refuse-components.js';

/**
 * Why runs cannot be trained, by config id: what the engine lacks, or that an upstream run cannot be.
 * @param runs upstream runs before those that need them.
 * @param lacks the engine's `engineRuns`.
 */
export function refusals(runs: readonly PlannedRun[], lacks: Lacks): Map<string, string> {
  const reasons = new Map<string, string>();
  const labels = new Map(runs.map(({ configId, label }) => [configId, label]));
  for (const { configId, config, needs } of runs) {
    const own = lacks(config);
    const upstream = needs.find((id) => reasons.has(id));
    if (own) reasons.set(configId, own.message);
    else if (upstream !== undefined) reasons.set(configId, `it needs ${labels.get(upstream)}, which cannot be trained`);
  }
  return reasons;
}
