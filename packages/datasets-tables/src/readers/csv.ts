import type { FileBytes } from '../files/file-bytes.js';
import { named } from '../names.js';
import { tableFault } from '../errors.js';
import type { Batch, TableReader } from './cell.js';
import { batchesOfRecords, type Row } from './csv-records.js';
import { delimiterOf } from './csv-delimiter.js';
import { textPieces } from './text.js';

/**
 * Opens a table of text with a line of names on top: columns apart by commas, semicolons or tabs, cells in quotes or not.
 * @param tabs whether columns are apart by tabs, whatever the first line looks like.
 * @throws SeedbedError SB_DATA_TABLE for a file without rows or names, a row that is longer or shorter than the first line,
 * and quotes that are not closed: with its line.
 */
export async function openCsv(file: FileBytes, tabs: boolean): Promise<TableReader> {
  const delimiter = tabs ? '\t' : await delimiterOf(textPieces(file));
  const head = await firstRecord(file, delimiter);
  if (!head) throw tableFault(file.where, 'is empty', 'A line with the names of the columns is expected, and rows.');
  const columns = head.cells.map(named);
  refuseNumbers(file.where, columns);
  const indexOf = new Map(columns.map((name, index) => [name, index]));
  return {
    where: file.where,
    columns,
    async *batches() {
      let isFirst = true;
      for await (const records of batchesOfRecords(textPieces(file), delimiter, file.where)) {
        const rows = isFirst ? records.slice(1) : records;
        isFirst = false;
        for (const { cells, line } of rows) if (cells.length !== columns.length) throw ragged(file.where, line, cells.length, columns.length); // prettier-ignore
        if (rows.length > 0) yield batchOf(rows, (name) => indexOf.get(name)!);
      }
    },
  };
}

async function firstRecord(file: FileBytes, delimiter: string): Promise<Row | undefined> {
  for await (const [first] of batchesOfRecords(textPieces(file), delimiter, file.where)) if (first) return first;
  return undefined;
}

const batchOf = (rows: readonly Row[], indexOf: (name: string) => number): Batch => ({
  rows: rows.length,
  column(name) {
    const index = indexOf(name);
    return rows.map(({ cells }) => cells[index]);
  },
  place: (row) => `line ${rows[row]!.line}`,
});

/** Whole numbers may be names, as those of pixels; others are a row. */
function refuseNumbers(where: string, columns: readonly string[]): void {
  const number = columns.find((name) => /^[+-]?\d*\.\d+(e[+-]?\d+)?$/i.test(name));
  if (number === undefined) return;
  throw tableFault(
    `${where}: line 1`,
    `looks like a row ("${number}") and not like the names of the columns`,
    'Put a line with the names of the columns on top.',
  );
}

const ragged = (where: string, line: number, has: number, expected: number) =>
  tableFault(
    `${where}: line ${line}`,
    `has ${has} ${has === 1 ? 'cell' : 'cells'}, and the first line names ${expected} ${expected === 1 ? 'column' : 'columns'}`,
    'Put a cell that holds a comma, a tab or a line break in quotes, or correct the line.',
  );
