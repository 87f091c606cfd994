import { fail, type Placed } from './value.js';

/** Far more than anybody trains; keeps a slip from filling the memory. */
const most = 100_000;

/**
 * @param where the field that makes them so many.
 * @throws SeedbedError SB_GRID_SIZE for more combinations than a plan can hold.
 */
export function checkSize(size: number, what: string, where: Placed): void {
  if (size <= most) return;
  throw fail('SB_GRID_SIZE', where, `${what} are ${size}, at most ${most} are possible`);
}

/** How many combinations there are of values. */
export const combinationsOf = (values: Iterable<{ readonly length: number }>): number =>
  [...values].reduce((product, { length }) => product * length, 1);
