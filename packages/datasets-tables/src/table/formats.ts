import type { SeedbedError } from '@seedbed/core';
import { tableFault } from '../errors.js';
import type { FileBytes } from '../files/file-bytes.js';
import type { TableReader } from '../readers/cell.js';
import { openCsv } from '../readers/csv.js';
import { openJsonLines } from '../readers/jsonl.js';
import { openParquet } from '../readers/parquet.js';

const formats = {
  csv: { name: /\.csv(\.gz)?$/i, open: (file: FileBytes) => openCsv(file, false) },
  tsv: { name: /\.(tsv|tab)(\.gz)?$/i, open: (file: FileBytes) => openCsv(file, true) },
  jsonl: { name: /\.(jsonl|ndjson|json)(\.gz)?$/i, open: openJsonLines },
  parquet: { name: /\.(parquet|parq|pq)$/i, open: openParquet },
} as const;

export type Format = keyof typeof formats;

/** The format that a file's name says; undefined where it says none. */
export const formatOf = (name: string): Format | undefined =>
  (Object.keys(formats) as Format[]).find((format) => formats[format].name.test(name));

/**
 * Opens a table of any format that is read: Parquet by its content, text by its name.
 * @throws SeedbedError SB_DATA_TABLE for what is of none, and those of the readers.
 */
export async function openTable(file: FileBytes, name: string): Promise<TableReader> {
  const head = file.read(0, 4).toString('latin1');
  const format = head === 'PAR1' ? 'parquet' : formatOf(name);
  if (head.startsWith('PK')) throw other(file, 'is a spreadsheet or a zip archive', 'Save the sheet as "CSV UTF-8", or name the archive with its ending .zip.'); // prettier-ignore
  if (format === undefined) throw other(file, 'is of no kind that its name says');
  if (format === 'parquet' && head !== 'PAR1') throw other(file, 'is called Parquet and is none');
  return formats[format].open(file);
}

const other = (file: FileBytes, what: string, hint = 'Tables are read from .csv, .tsv, .jsonl (each also .gz) and .parquet: give the file the ending that fits.'): SeedbedError =>
  tableFault(file.where, what, hint); // prettier-ignore
