import type { GridPoint } from '../../spec/grid.js';
import type { Claim } from '../model/claim.js';
import type { ClaimAt } from '../model/operands.js';
import { axisTitle } from './places.js';

/**
 * Warns of averages that are compared and are not of the same levels, since some of them are skipped: then the factor
 * that is averaged is a part of the difference.
 * @param compared Places whose averages are compared with each other, group by group.
 */
export function unevenWords({ mean }: Claim, compared: readonly (readonly ClaimAt[])[]): string[] {
  return mean.flatMap((axis) => {
    const levels = (points: readonly GridPoint[]) =>
      [...new Set(points.map((point) => point[axis.factor]))].sort().join();
    const uneven = compared.some((places) => new Set(places.flatMap(operandsOf).map(levels)).size > 1);
    if (!uneven) return [];
    return [`Not all averages are over the same levels of ${axisTitle(axis)}, since some are skipped: it is a part of the differences.`]; // prettier-ignore
  });
}

function operandsOf({ contrasts, candidates }: ClaimAt): (readonly GridPoint[])[] {
  const sides = contrasts.flatMap(({ plus, minus }) => [plus, minus]).filter((side) => typeof side === 'object');
  return [...sides, ...candidates.map(({ points }) => points)];
}
