import type { Axis } from '../../figures/cells.js';
import type { Claim, MissingRun } from '../model/claim.js';
import type { ClaimAt, ContrastAt } from '../model/operands.js';
import type { Values } from '../model/values.js';
import { slopeOn } from '../statistics/slope.js';
import { completeRows, paired } from './paired.js';

export const signOf = ({ direction }: Claim): 1 | -1 => (direction === 'rising' ? 1 : -1);
export const axisOf = ({ over }: Claim): Axis => over[0] as Axis;

/** Where a value lies on its axis: a step is a doubling, a tenfold, or 1. */
export function coordinate({ scale }: Axis, value: string): number {
  const number = Number(value);
  return scale === 'log2' ? Math.log2(number) : scale === 'log10' ? Math.log10(number) : number;
}

export interface Slopes {
  readonly name: string;
  /** One row a complete replicate, one column a place, along the axis. */
  readonly values: readonly (readonly number[])[];
  readonly slopes: readonly number[];
  readonly missing: readonly MissingRun[];
}

/** The contrast of a trend at every place of its axis, by replicate, with one slope a complete replicate. */
export function slopesOf(claim: Claim, values: Values, contrastIn: (at: ClaimAt) => ContrastAt = ownContrast): Slopes {
  const axis = axisOf(claim);
  const places = claim.places
    .map((at) => ({ x: coordinate(axis, at.place.get(axis) as string), contrast: contrastIn(at) }))
    .sort((a, b) => a.x - b.x);
  const columns = places.map(({ contrast }) => paired(contrast, claim.metric, values));
  const rows = completeRows(columns);
  const at = places.map(({ x }) => x);
  const missing = columns.flatMap((column) => column.missing);
  return { name: places[0]?.contrast.name ?? '', values: rows, slopes: rows.map((row) => slopeOn(at, row)), missing };
}

export const ownContrast = ({ contrasts }: ClaimAt): ContrastAt => contrasts[0] as ContrastAt;
