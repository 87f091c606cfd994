import type { GivenExample } from '@seedbed/core';
import { arrayFault, quoted } from '../errors.js';
import { byCodePoints, isName, named } from '../names.js';
import type { Cell } from '../readers/cell.js';
import type { ParquetReader } from '../readers/parquet.js';
import type { PictureColumns } from './features.js';

/** More different labels than this are no classes. */
const mostClasses = 65_536;

/** What is to be predicted of pictures, row by row of all tables. */
export interface PictureAnswers {
  readonly classes?: readonly string[];
  /** Undefined for a row without a label, as -1 says. */
  answer(row: number): Pick<GivenExample, 'class' | 'targets'> | undefined;
}

/** Reads one column of all tables. @param take told of each cell, with where it stands. */
async function eachCell(
  tables: readonly ParquetReader[],
  column: string,
  take: (cell: Cell, where: () => string) => void,
) {
  for (const table of tables) {
    for await (const batch of table.batches()) {
      const cells = await batch.column(column);
      for (let row = 0; row < batch.rows; row++) take(cells[row], () => `${table.where}: ${batch.place(row)}`);
    }
  }
}

/**
 * Reads what is to be predicted, which is little beside the pictures.
 * @param names of the classes, where the options have them.
 * @throws SeedbedError SB_DATA_ARRAY with the row of what is no label or no number.
 */
export async function pictureAnswers(
  tables: readonly ParquetReader[],
  { labels, targets }: PictureColumns,
  names: readonly string[] | undefined,
): Promise<PictureAnswers> {
  if (targets.length > 0) return numbers(tables, targets);
  if (!labels) return { answer: () => ({}) };
  const given = (names ?? labels.names)?.map(named);
  const codes = new Map<string | number, number>();
  const rows: number[] = [];
  await eachCell(tables, labels.name, (cell, where) => {
    const label = labelOf(cell, where, given);
    let code = label === undefined ? -1 : codes.get(label);
    if (code === undefined) codes.set(label!, (code = codes.size));
    if (codes.size > mostClasses) throw arrayFault(where(), `there are more than ${mostClasses} different labels`, 'Name the column with the option targets, if its numbers are to be predicted.'); // prettier-ignore
    rows.push(code);
  });
  const seen = [...codes.keys()];
  const isText = typeof seen[0] === 'string';
  const sorted = isText ? (seen as string[]).sort(byCodePoints) : (seen as number[]).sort((a, b) => a - b);
  const classes = given ?? sorted.map(String);
  const placeOf = [...codes.keys()].map((label) => (given ? (isText ? given.indexOf(label as string) : (label as number)) : sorted.indexOf(label as never))); // prettier-ignore
  return { classes, answer: (row) => (rows[row]! < 0 ? undefined : { class: placeOf[rows[row]!]! }) };
}

/** Undefined where there is none. */
function labelOf(cell: Cell, where: () => string, names: readonly string[] | undefined): string | number | undefined {
  const fault = (what: string) => arrayFault(where(), `the label ${quoted(cell)} ${what}`, 'Correct it, or name another column with the option labels.'); // prettier-ignore
  if (cell === null || cell === undefined) return undefined;
  if (typeof cell === 'string') {
    const label = named(cell);
    if (!isName(label)) throw fault('is no name that can be shown');
    if (names && !names.includes(label)) throw fault('is not among the classes');
    return label;
  }
  const label = typeof cell === 'object' ? NaN : Number(cell);
  if (!Number.isSafeInteger(label)) throw fault('is no whole number');
  // What the library `datasets` writes where labels are not published.
  if (label === -1 && names) return undefined;
  if (names && (label < 0 || label >= names.length))
    throw fault(`has no name: there are ${names.length} classes, from 0`);
  return label;
}

async function numbers(tables: readonly ParquetReader[], columns: readonly string[]): Promise<PictureAnswers> {
  const all = columns.map((): number[] => []);
  for (const [index, column] of columns.entries()) {
    await eachCell(tables, column, (cell, where) => {
      const number =
        typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean' ? Number(cell) : NaN;
      if (!Number.isFinite(Math.fround(number))) throw arrayFault(where(), `column "${column}": ${quoted(cell)} is no finite number`, 'Correct it, or name another column with the option targets.'); // prettier-ignore
      all[index]!.push(number);
    });
  }
  return { answer: (row) => ({ targets: all.map((each) => each[row]!) }) };
}
