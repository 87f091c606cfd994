import type { SeedbedError } from '@seedbed/core';
import { badArchive } from '../errors.js';

const mebibyte = 1024 * 1024;
const alwaysAllowed = 64 * mebibyte;
/** Tables of zeros and ones shrink to a hundredth; what grows more than this was made to. */
const mostGrowth = 250;

/** An archive of tables or arrays; a file in it is never in memory as one. */
export const ofTables = { what: 'tables or arrays', growth: mostGrowth, largest: Infinity } as const;

/** Bytes that a compressed file of this size may unpack to. */
export const mostUnpacked = (packedBytes: number): number => alwaysAllowed + mostGrowth * packedBytes;

export const refuseBomb = (where: string): SeedbedError =>
  badArchive(where, `unpacks to more than ${mostGrowth} times its size: no data do`, undefined, 'If it is right, unpack it and name what comes out.'); // prettier-ignore
