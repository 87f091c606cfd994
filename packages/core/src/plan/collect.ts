import { digestOf } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { seal } from '../manifest/seal.js';
import type { PlannedRun } from './plan.js';

export interface Collected {
  /** At most one manifest a planned run, in the plan's order. */
  readonly manifests: readonly Manifest[];
  readonly missing: readonly PlannedRun[];
  /** What was left aside and why, in plain sentences. */
  readonly notes: readonly string[];
}

/** Runs with equal contexts were made by the same backend, library, numerics and data: they may stand in one plot. */
const contextOf = ({ backend, numerics, data }: Manifest) =>
  digestOf({ backend, numerics, fingerprint: data.fingerprint, version: data.version });

/**
 * Picks the manifests that answer a plan. Manifests of different contexts are never mixed: the context that answers
 * most of the plan is taken. A cell that was recorded twice counts once.
 */
export function collect(plan: readonly PlannedRun[], manifests: readonly Manifest[]): Collected {
  const planned = new Set(plan.map((run) => run.cellId));
  const contexts = new Map<string, Map<string, Manifest>>();
  let foreign = 0;
  let repeated = 0;
  for (const manifest of [...manifests].sort((a, b) => (a.digest < b.digest ? -1 : 1))) {
    if (!planned.has(manifest.cellId)) {
      foreign++;
      continue;
    }
    const context = contextOf(manifest);
    const cells = contexts.get(context) ?? new Map<string, Manifest>();
    if (cells.has(manifest.cellId)) repeated++;
    else cells.set(manifest.cellId, manifest);
    contexts.set(context, cells);
  }
  const ranked = [...contexts].sort(([a, first], [b, second]) => second.size - first.size || (a < b ? -1 : 1));
  const taken = ranked[0]?.[1] ?? new Map<string, Manifest>();
  const others = ranked.slice(1).reduce((total, [, cells]) => total + cells.size, 0);
  const answers = plan.flatMap((run) => {
    const manifest = taken.get(run.cellId);
    return manifest ? [named(manifest, run.condition)] : [];
  });
  const renamed = answers.filter((manifest) => taken.get(manifest.cellId) !== manifest).length;
  const notes = [
    [foreign, 'manifests belong to other requests than this spec makes and were left aside'],
    [others, 'manifests come from another backend, library, numerics version or data fingerprint and were left aside'],
    [repeated, 'manifests repeat a cell that another one answers; each cell counts once'],
    [renamed, "manifests were recorded under another condition's name that asks for the same training"],
  ] as const;
  return {
    manifests: answers,
    missing: plan.filter((run) => !taken.has(run.cellId)),
    notes: notes.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}.`),
  };
}

/** The same training has other names in other specs: base(3x) of 100 steps is base of 300. The plan's name counts. */
function named(manifest: Manifest, condition: string | null): Manifest {
  return manifest.condition === condition ? manifest : seal({ ...manifest, condition });
}
