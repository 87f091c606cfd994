import type { Manifest } from '../manifest/schema.js';
import { replicatesOf } from '../plan/plan.js';
import type { Spec } from '../spec/schema.js';
import { cellIntervals, type CellInterval } from './cell-intervals.js';
import { judgeClaims } from './judge.js';
import type { ClaimResult } from './observations.js';
import { observe } from './observe.js';

/** An experiment's claims and plotted intervals, from its manifests alone. */
export function judgeManifests(
  spec: Spec,
  manifests: readonly Manifest[],
): { claims: ClaimResult[]; intervals: CellInterval[] } {
  const observations = observe(manifests);
  const context = {
    sizes: spec.split.target.images,
    conditions: spec.conditions,
    replicates: replicatesOf(spec),
  };
  return { claims: judgeClaims(spec.claims, observations, context), intervals: cellIntervals(observations) };
}
