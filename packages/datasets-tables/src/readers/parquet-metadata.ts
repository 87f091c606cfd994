import { type FileMetaData, parquetMetadata, parquetSchema, type SchemaTree } from 'hyparquet';
import type { FileBytes } from '../files/file-bytes.js';
import { arrayBufferOf } from './parquet-bytes.js';
import { areLimitsShort } from './parquet-decimals.js';
import { endOfThrift } from './parquet-thrift.js';

/** Cells of a file: far more than these for each of its bytes, and its metadata lie. */
const alwaysAllowed = 16 * 1024 * 1024;
const cellsAByte = 256;
/** Bytes that a file says of itself. */
const longest = 256 * 1024 * 1024;
/** Structures within structures. */
const deepest = 32;

/** What a Parquet file says of itself. */
export interface Metadata {
  readonly all: FileMetaData;
  readonly columns: readonly SchemaTree[];
  readonly rows: number;
}

/**
 * Reads what a Parquet file says of itself, at its end.
 * @throws Error for what cannot be, before memory is asked for it.
 */
export function metadataOf(file: FileBytes): Metadata {
  // Four bytes in front, and behind: how long it is, and the same four bytes.
  const end = file.read(Math.max(0, file.size - 8), 8);
  if (file.size < 12 || end.toString('latin1', 4) !== 'PAR1') throw new Error('it does not end as Parquet files do');
  const length = end.readUInt32LE(0);
  if (length > file.size - 12) throw new Error('what it says of itself is longer than the file');
  if (length > longest) throw new Error(`it says more than ${longest / 2 ** 20} MiB of itself: write it with fewer row groups or columns`); // prettier-ignore
  const said = arrayBufferOf(file.read(file.size - 8 - length, length + 8));
  endOfThrift(new Uint8Array(said, 0, length), 0);
  if (!areLimitsShort(said.slice(0, length))) throw new Error('its decimal numbers are longer than numbers are');
  const all = parquetMetadata(said, { geoparquet: false });
  checkSchema(all);
  const columns = parquetSchema(all).children;
  const rows = all.row_groups.reduce((sum, { num_rows: own }) => sum + rowsIn(own), 0);
  const cells = rows * Math.max(1, columns.length);
  if (!Number.isSafeInteger(cells) || cells > alwaysAllowed + cellsAByte * file.size) throw new Error(`it is said to hold ${rows} rows`); // prettier-ignore
  return { all, columns, rows };
}

function rowsIn(number: unknown): number {
  const rows = typeof number === 'bigint' ? Number(number) : number;
  if (Number.isSafeInteger(rows) && (rows as number) >= 0) return rows as number;
  throw new Error('a row group has no number of rows');
}

function checkSchema({ schema }: FileMetaData): void {
  /** How many columns are still to come, of each structure that is open. */
  const open: number[] = [];
  for (const { name, num_children: children } of schema) {
    if (typeof name !== 'string') throw new Error('a column has no name');
    while (open.at(-1) === 0) open.pop();
    if (open.length > 0) open[open.length - 1]! -= 1;
    open.push(Math.max(0, Number(children) || 0));
    if (open.length > deepest) throw new Error('its columns nest deeper than those of a table');
  }
}
