import type { Claim, ClaimResult, GridPoint } from '@seedbed/core';
import type { ReportModel } from './model.js';

type Finding = ClaimResult['findings'][number];

/** The runs that an estimate of a claim was computed from, as places in the model's manifests. */
export function pointsBehind(
  claim: Claim | undefined,
  finding: Pick<Finding, 'name' | 'place'>,
  model: ReportModel,
): number[] {
  if (!claim) return [];
  const own = claim.places.filter(({ place }) => [...place].every(([axis, value]) => finding.place[axis.name] === value)); // prettier-ignore
  // A trend is along its places: it rests on all of them.
  const places = claim.direction !== undefined || own.length === 0 ? claim.places : own;
  const points = places.flatMap(({ contrasts, candidates }): GridPoint[] => {
    const named = contrasts.filter(({ name }) => name === finding.name);
    const sides = (named.length > 0 ? named : contrasts).flatMap(({ plus, minus }) => [plus, minus]);
    return [...sides.flatMap((side) => (typeof side === 'object' ? side : [])), ...candidates.flatMap((each) => each.points)]; // prettier-ignore
  });
  const unique = new Map(points.map((point) => [point.join(), point]));
  const runs = [...unique.values()].flatMap((point) =>
    model.replicates.flatMap((replicate) => {
      const run = model.runAt(claim.metric.stage, point, replicate);
      return run ? [model.indexOf(run)] : [];
    }),
  );
  return [...new Set(runs)];
}
