import { SeedbedError } from '@seedbed/core';
import { type FileMetaData, parquetMetadataAsync, parquetScan, parquetSchema, type RowGroup, type SchemaTree } from 'hyparquet'; // prettier-ignore
import { compressors } from 'hyparquet-compressors';
import { badArchive, quoted } from '../errors.js';
import type { FileBytes } from '../files/file-bytes.js';
import { named } from '../names.js';
import type { Batch, Cell, TableReader } from './cell.js';
import { parsers } from './parquet-times.js';
import { stretchOf, wrongPages } from './parquet-pages.js';

/** Cells of a file: far more than these for each of its bytes, and its metadata lie. */
const alwaysAllowed = 16 * 1024 * 1024;
const cellsAByte = 256;

/** A Parquet file that was opened: a table of which more is known. */
export interface ParquetReader extends TableReader {
  readonly rows: number;
  /** A column's type, with those within it. */
  schema(name: string): SchemaTree;
  /** What writers say beside the data, by its key. */
  note(key: string): string | undefined;
}

/**
 * Opens a Parquet file. A row group is a batch, of which a column is in memory at a time.
 * @throws SeedbedError SB_DATA_ARCHIVE for a file that is damaged, or says of itself what cannot be.
 */
export async function openParquet(file: FileBytes): Promise<ParquetReader> {
  const metadata = await guarded(file, () => parquetMetadataAsync(bufferOf(file), { geoparquet: false }));
  const trees = new Map(parquetSchema(metadata).children.map((tree) => [named(tree.element.name), tree]));
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  const cells = rows * Math.max(1, trees.size);
  if (!Number.isSafeInteger(cells) || rows < 0 || cells > alwaysAllowed + cellsAByte * file.size) throw damaged(file, `it is said to hold ${rows} rows`); // prettier-ignore
  return {
    where: file.where,
    columns: [...trees.keys()],
    rows,
    schema: (name) => trees.get(name)!,
    note: (key) => metadata.key_value_metadata?.find((each) => each.key === key)?.value,
    async *batches() {
      let start = 0;
      for (const group of metadata.row_groups) {
        const count = Number(group.num_rows);
        if (count > 0) yield batchOf(file, metadata, group, start, (name) => trees.get(name)!.element.name);
        start += count;
      }
    },
  };
}

function batchOf(
  file: FileBytes,
  metadata: FileMetaData,
  group: RowGroup,
  start: number,
  raw: (name: string) => string,
): Batch {
  const rows = Number(group.num_rows);
  return {
    rows,
    async column(name) {
      const data = await guarded(file, async () => {
        checkColumn(file, group, raw(name));
        const range = { rowStart: start, rowEnd: start + rows };
        const scan = await parquetScan({ file: bufferOf(file), metadata, compressors, parsers, utf8: false, columns: [raw(name)], ...range }); // prettier-ignore
        return scan.readColumn({ column: raw(name), ...range });
      });
      if (data.length !== rows) throw damaged(file, `column ${quoted(name)} has ${data.length} of ${rows} values`);
      return data as ArrayLike<Cell>;
    },
    place: (row) => `row ${start + row + 1}`,
  };
}

function checkColumn(file: FileBytes, group: RowGroup, name: string): void {
  for (const { meta_data: meta } of group.columns) {
    if (meta?.path_in_schema[0] !== name) continue;
    const { start, length } = stretchOf(meta);
    const isInside = start >= 0 && length >= 0 && start + length <= file.size;
    const wrong = isInside ? wrongPages(arrayBufferOf(file.read(start, length)), meta) : 'it leads out of the file';
    if (wrong !== undefined) throw damaged(file, `column ${quoted(name)}: ${wrong}`);
  }
}

const bufferOf = (file: FileBytes) => ({
  byteLength: file.size,
  slice: (start: number, end = file.size) => arrayBufferOf(file.read(start, end - start)),
});

/** `Buffer.alloc` may lie in memory that others share. */
const arrayBufferOf = (bytes: Buffer) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

async function guarded<T>(file: FileBytes, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof SeedbedError) throw error;
    throw damaged(file, (error as Error).message, error);
  }
}

const damaged = (file: FileBytes, what: string, cause?: unknown) =>
  badArchive(file.where, `is damaged, or of a kind that is not read: ${what}`, cause, 'Write it again (pandas: frame.to_parquet(path)), or get it again.'); // prettier-ignore
