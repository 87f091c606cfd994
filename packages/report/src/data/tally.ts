import type { Manifest } from '@seedbed/core';
import type { ExpectedRun } from '../input.js';

/** A cell of the plan for which more than one manifest was handed in. */
export interface RepeatedRun {
  readonly run: ExpectedRun;
  readonly manifests: readonly Manifest[];
  /** Whether all of them have the same result, bit for bit. */
  readonly agree: boolean;
}

/** Which manifests count, and what stands between the plan and a full grid. */
export interface Tally {
  /** Finished runs of the plan, each cell once, in the plan's order. */
  readonly counted: readonly Manifest[];
  readonly missing: readonly ExpectedRun[];
  /** Cells whose only manifests say `diverged` or `failed`. */
  readonly unfinished: readonly Manifest[];
  readonly repeated: readonly RepeatedRun[];
  /** Manifests of cells that the plan does not ask for: shown by name, counted nowhere. */
  readonly unplanned: readonly Manifest[];
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Finished before unfinished, then by run id and digest: the order never depends on how the manifests were found. */
function preferred(a: Manifest, b: Manifest): number {
  const unfinished = (manifest: Manifest) => (manifest.outcome.status === 'ok' && manifest.test ? 0 : 1);
  return unfinished(a) - unfinished(b) || byText(a.id, b.id) || byText(a.digest, b.digest);
}

/** Sets manifests against the plan; a cell counts once, however often it was run. */
export function tallyRuns(expected: readonly ExpectedRun[], manifests: readonly Manifest[]): Tally {
  const found = new Map<string, Manifest[]>();
  for (const manifest of [...manifests].sort(preferred)) {
    const same = found.get(manifest.cellId);
    if (!same) found.set(manifest.cellId, [manifest]);
    else if (same.every((other) => other.digest !== manifest.digest)) same.push(manifest);
  }
  const plan = [...new Map(expected.map((run) => [run.cellId, run])).values()];
  const tally = {
    counted: [] as Manifest[],
    missing: [] as ExpectedRun[],
    unfinished: [] as Manifest[],
    repeated: [] as RepeatedRun[],
  };
  for (const run of plan) {
    const [first, ...others] = found.get(run.cellId) ?? [];
    if (!first) tally.missing.push(run);
    else if (first.outcome.status === 'ok' && first.test) tally.counted.push(first);
    else tally.unfinished.push(first);
    if (first && others.length) {
      const agree = others.every((other) => other.result === first.result);
      tally.repeated.push({ run, manifests: [first, ...others], agree });
    }
    found.delete(run.cellId);
  }
  const unplanned = [...found.values()].flat().sort(preferred);
  return { ...tally, unplanned };
}
