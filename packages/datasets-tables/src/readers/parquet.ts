import { SeedbedError } from '@seedbed/core';
import { parquetScan, type RowGroup, type SchemaTree } from 'hyparquet';
import { badArchive, quoted } from '../errors.js';
import type { FileBytes } from '../files/file-bytes.js';
import { named } from '../names.js';
import type { Batch, Cell, TableReader } from './cell.js';
import { arrayBufferOf, bufferOf } from './parquet-bytes.js';
import { compressors } from './parquet-compressors.js';
import { chunksOf, leavesOf } from './parquet-leaf.js';
import { type Metadata, metadataOf } from './parquet-metadata.js';
import { stretchOf, wrongPages } from './parquet-pages.js';
import { parsers } from './parquet-times.js';

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
  const metadata = await guarded(file, async () => metadataOf(file));
  const trees = new Map(metadata.columns.map((tree) => [named(tree.element.name), tree]));
  return {
    where: file.where,
    columns: metadata.columns.map(({ element }) => named(element.name)),
    rows: metadata.rows,
    schema: (name) => trees.get(name)!,
    note: (key) => metadata.all.key_value_metadata?.find((each) => each.key === key)?.value,
    async *batches() {
      let start = 0;
      for (const group of metadata.all.row_groups) {
        const count = Number(group.num_rows);
        if (count > 0) yield batchOf(file, metadata, group, start, (name) => trees.get(name)!);
        start += count;
      }
    },
  };
}

/** A cell that is a list or a structure: nobody takes one, so none is made. */
const nested: object = Object.freeze({});

function batchOf(
  file: FileBytes,
  { all: metadata }: Metadata,
  group: RowGroup,
  start: number,
  treeOf: (name: string) => SchemaTree,
): Batch {
  const rows = Number(group.num_rows);
  return {
    rows,
    async column(name) {
      const tree = treeOf(name);
      const raw = tree.element.name;
      if (!leavesOf(tree)) return new Array<Cell>(rows).fill(nested);
      const data = await guarded(file, async () => {
        checkColumn(file, group, name, tree);
        const range = { rowStart: start, rowEnd: start + rows };
        const scan = await parquetScan({ file: bufferOf(file), metadata, compressors, parsers, utf8: false, columns: [raw], ...range }); // prettier-ignore
        return scan.readColumn({ column: raw, ...range });
      });
      if (data.length !== rows) throw damaged(file, `column ${quoted(name)} has ${data.length} of ${rows} values`);
      return data as ArrayLike<Cell>;
    },
    place: (row) => `row ${start + row + 1}`,
  };
}

function checkColumn(file: FileBytes, group: RowGroup, name: string, tree: SchemaTree): void {
  const leaves = leavesOf(tree)!;
  const chunks = chunksOf(group, tree.element.name, leaves);
  const fault = (what: string) => damaged(file, `column ${quoted(name)}: ${what}`);
  if (typeof chunks === 'string') throw fault(chunks);
  for (const [index, { meta_data: meta }] of chunks.entries()) {
    const { start, length } = stretchOf(meta!);
    const isInside = start >= 0 && length >= 0 && start + length <= file.size;
    if (!isInside) throw fault('it leads out of the file');
    const wrong = wrongPages(arrayBufferOf(file.read(start, length)), meta!, leaves[index]!, Number(group.num_rows));
    if (wrong !== undefined) throw fault(wrong);
  }
}

async function guarded<T>(file: FileBytes, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof SeedbedError) throw error;
    // What the library trips over says nothing to anybody who did not write it.
    const isTrip = error instanceof TypeError || error instanceof RangeError;
    throw damaged(file, isTrip ? 'it does not hold what it says' : (error as Error).message, error);
  }
}

const damaged = (file: FileBytes, what: string, cause?: unknown) =>
  badArchive(file.where, `is damaged, or of a kind that is not read: ${what}`, cause, 'Write it again (pandas: frame.to_parquet(path)), or get it again.'); // prettier-ignore
