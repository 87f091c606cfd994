import type { Column } from './columns.js';

/** Rows that are equal to others in all that is used of them. */
export interface Copies {
  /** Rows that are equal to an earlier one. */
  readonly repeated: number;
  /** For each part, by its number: rows that are equal to one of the first part. */
  readonly alsoInFirst: readonly number[];
}

/**
 * Finds equal rows: exactly, with four bytes a row and nothing else.
 * @param rows which of them are looked at. @param partOf the number of a row's part, from 0.
 */
export function copiesIn(columns: readonly Column[], rows: Uint32Array, partOf: (row: number) => number): Copies {
  let size = 16;
  while (size < 2 * rows.length) size *= 2;
  /** One more than the place among `rows` of the first of equal rows; 0 is a free slot. */
  const slots = new Uint32Array(size);
  /** By place among `rows`: whether one of its equals is in the first part. */
  const isInFirst = new Uint8Array(rows.length);
  const firstOf = new Uint32Array(rows.length);
  const isEqual = (a: number, b: number) => columns.every((column) => Object.is(column.at(a), column.at(b)));
  let repeated = 0;
  for (const [place, row] of rows.entries()) {
    let slot = hashOf(columns, row) & (size - 1);
    while (slots[slot] !== 0 && !isEqual(rows[slots[slot]! - 1]!, row)) slot = (slot + 1) & (size - 1);
    if (slots[slot] === 0) slots[slot] = place + 1;
    else repeated += 1;
    firstOf[place] = slots[slot]! - 1;
    if (partOf(row) === 0) isInFirst[firstOf[place]!] = 1;
  }
  const alsoInFirst: number[] = [0, 0, 0];
  for (const [place, row] of rows.entries()) {
    const part = partOf(row);
    if (part > 0 && isInFirst[firstOf[place]!] === 1) alsoInFirst[part] = alsoInFirst[part]! + 1;
  }
  return { repeated, alsoInFirst };
}

const number = new Float32Array(1);
const asInteger = new Int32Array(number.buffer);

/** A number of 32 bits that equal rows share. */
function hashOf(columns: readonly Column[], row: number): number {
  let hash = 0;
  for (const column of columns) {
    number[0] = column.at(row);
    hash = Math.imul(hash ^ asInteger[0]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0x85ebca6b);
  return hash ^ (hash >>> 16);
}
