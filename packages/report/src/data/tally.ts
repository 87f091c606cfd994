import type { Manifest, PlannedRun } from '@seedbed/core';

/** A run of the plan for which more than one manifest was handed in. */
export interface RepeatedRun {
  readonly run: PlannedRun;
  readonly manifests: readonly Manifest[];
  /** Whether all of them have the same result, bit for bit. */
  readonly agree: boolean;
}

/** Which manifests count, and what is between the plan and a full grid. */
export interface Tally {
  /** Finished runs of the plan, each once, in the plan's order. */
  readonly counted: readonly Manifest[];
  readonly missing: readonly PlannedRun[];
  /** Runs whose only manifests say `diverged` or `failed`. */
  readonly unfinished: readonly Manifest[];
  readonly repeated: readonly RepeatedRun[];
  /** Manifests of runs that the plan does not ask for: shown by name, counted nowhere. */
  readonly unplanned: readonly Manifest[];
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const isFinished = ({ outcome }: Manifest) => outcome.status === 'ok';

/** Finished before unfinished, then by run id and digest: the order never depends on how the manifests were found. */
function preferred(a: Manifest, b: Manifest): number {
  return Number(isFinished(b)) - Number(isFinished(a)) || byText(a.id, b.id) || byText(a.digest, b.digest);
}

/** Sets manifests against the plan; a run counts once, however often it was executed. */
export function tallyRuns(planned: readonly PlannedRun[], manifests: readonly Manifest[]): Tally {
  const found = new Map<string, Manifest[]>();
  for (const manifest of [...manifests].sort(preferred)) {
    const same = found.get(manifest.configId);
    if (!same) found.set(manifest.configId, [manifest]);
    else if (same.every((other) => other.digest !== manifest.digest)) same.push(manifest);
  }
  const counted: Manifest[] = [];
  const missing: PlannedRun[] = [];
  const unfinished: Manifest[] = [];
  const repeated: RepeatedRun[] = [];
  for (const run of planned) {
    const [first, ...others] = found.get(run.configId) ?? [];
    if (!first) missing.push(run);
    else if (isFinished(first)) counted.push(first);
    else unfinished.push(first);
    if (first && others.length > 0) {
      const agree = others.every((other) => other.result === first.result);
      repeated.push({ run, manifests: [first, ...others], agree });
    }
    found.delete(run.configId);
  }
  return { counted, missing, unfinished, repeated, unplanned: [...found.values()].flat().sort(preferred) };
}
