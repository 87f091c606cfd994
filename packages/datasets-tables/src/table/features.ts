import { byCodePoints } from '../names.js';
import { type Column, NameColumn } from './columns.js';
import type { KeptColumn, KeptTable } from './kept.js';
import type { TableOptions } from './options.js';

/** What a column of the table becomes in the input of a network. */
export interface Feature {
  /** A name for each number. */
  readonly names: readonly string[];
  /** Writes the numbers of a row. */
  write(row: number, values: Float32Array, at: number): void;
}

/** What goes into the network, column by column. @param rows those that remain. */
export const featuresOf = (table: KeptTable, rows: Uint32Array, missing: TableOptions['missing']): Feature[] =>
  table.inputs.flatMap((input) => {
    const feature = input.column instanceof NameColumn ? oneHot(input, input.column, rows) : numberOf(input);
    return missing === 'indicator' && input.missing > 0 ? [feature, indicatorOf(input)] : [feature];
  });

const numberOf = ({ name, column }: KeptColumn): Feature => ({
  names: [name],
  write(row, values, at) {
    const value = column.at(row);
    values[at] = Number.isNaN(value) ? 0 : value;
  },
});

function oneHot({ name, expected }: KeptColumn, column: NameColumn, rows: Uint32Array): Feature {
  const { words, placeOf } = inOrder(column, rows, expected);
  return {
    names: words.map((word) => `${name}=${word}`),
    write(row, values, at) {
      values.fill(0, at, at + words.length);
      const code = column.at(row);
      if (code > 0) values[at + placeOf[code]!] = 1;
    },
  };
}

const indicatorOf = ({ name, column }: KeptColumn): Feature => ({
  names: [`${name} missing`],
  write(row, values, at) {
    values[at] = column.isMissing(row) ? 1 : 0;
  },
});

/** The names of a column in a fixed order, and the place of each code in it. */
export interface InOrder {
  readonly words: readonly string[];
  /** By code; that of 0, a missing one, says nothing. */
  readonly placeOf: Uint32Array;
}

/** @param expected names in their own order; without any, those of the rows, by code points. */
export function inOrder(column: NameColumn, rows: Uint32Array, expected: readonly string[]): InOrder {
  const words = expected.length > 0 ? expected : [...seenIn(column, rows)].map((code) => column.names[code - 1]!).sort(byCodePoints); // prettier-ignore
  const places = new Map(words.map((word, place) => [word, place]));
  return { words, placeOf: Uint32Array.from([0, ...column.names.map((name) => places.get(name) ?? 0)]) };
}

/** The numbers that a column has in these rows, other than 0. */
function seenIn(column: Column, rows: Uint32Array): Set<number> {
  const seen = new Set<number>();
  for (const row of rows) if (column.at(row) > 0) seen.add(column.at(row));
  return seen;
}

/** Names of columns with the same number in each of these rows. */
export const constantIn = (columns: readonly KeptColumn[], rows: Uint32Array): string[] =>
  columns.filter(({ column }) => rows.every((row) => Object.is(column.at(row), column.at(rows[0]!)))).map(({ name }) => name); // prettier-ignore
