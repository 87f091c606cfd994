import type { BackendIdentity, Manifest } from '@seedbed/core';
import type { RunState } from './state.js';

/** Multiply-adds a second that a run reached where it was measured, one core of a 2023 server; a first guess elsewhere. */
const measuredRates: Readonly<Record<string, number>> = { tensorflow: 25e9, wasm: 5.5e9, cpu: 0.05e9 };

/** Seconds that training will take: at the rate of the runs stored already, or else at a measured rate. */
export function estimateSeconds(
  due: readonly RunState[],
  stored: readonly Manifest[],
  states: readonly RunState[],
  identity: BackendIdentity,
  jobs: number,
): number {
  const costs = new Map(states.map((state) => [state.run.cellId, state.cost]));
  const spent = stored.reduce((sum, manifest) => sum + manifest.cost.wallSeconds, 0);
  const done = stored.reduce((sum, manifest) => sum + (costs.get(manifest.cellId) ?? 0), 0);
  const rate = spent > 0 ? done / spent : (measuredRates[identity.name] ?? 1e9);
  const work = due.reduce((sum, state) => sum + state.cost, 0) / rate;
  const longest = Math.max(0, ...due.map((state) => state.cost)) / rate;
  return Math.max(work / Math.min(jobs, Math.max(1, due.length)), longest);
}
