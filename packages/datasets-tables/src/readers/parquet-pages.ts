import type { ColumnMetaData, PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { compressors } from './parquet-compressors.js';
import { type Leaf, mostValues } from './parquet-leaf.js';
import { endOfThrift } from './parquet-thrift.js';
import { wrongDictionary, wrongPage } from './parquet-values.js';

const mebibyte = 1024 * 1024;
/** What a column of a row group may unpack to: numbers that are all the same shrink to almost nothing. */
const mostUnpacked = (packedBytes: number) => Math.max(256 * mebibyte, 4 * packedBytes);

/** Where the bytes of a column of a row group are. */
export function stretchOf({ data_page_offset, dictionary_page_offset, total_compressed_size }: ColumnMetaData) {
  const start = Number(dictionary_page_offset || data_page_offset);
  return { start, length: Number(total_compressed_size) };
}

/**
 * Holds the pages of a column of a row group against what the file says of it, before values are made of them: the library
 * makes as many as a page claims.
 * @returns a sentence without a full stop where they differ.
 */
export function wrongPages(
  bytes: ArrayBuffer,
  { num_values, codec }: ColumnMetaData,
  leaf: Leaf,
  rows: number,
): string | undefined {
  // prettier-ignore
  if (Number(num_values) !== rows) return `it is said to hold ${num_values} values in ${rows} rows`;
  if (rows > mostValues(leaf)) return `a row group of ${rows} rows is more than fits into memory: write it with row_group_size=1_000_000`; // prettier-ignore
  const all = new Uint8Array(bytes);
  const reader = { view: new DataView(bytes), offset: 0 };
  const so = { values: 0, unpacked: 0, dictionary: undefined as number | undefined };
  while (reader.offset < bytes.byteLength - 1) {
    endOfThrift(all, reader.offset);
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: size } = header;
    if (![packed, size].every(isCount) || reader.offset + packed > bytes.byteLength) return 'a page leads out of its column'; // prettier-ignore
    const content = all.subarray(reader.offset, reader.offset + packed);
    reader.offset += packed;
    so.unpacked += size;
    if (so.unpacked > mostUnpacked(bytes.byteLength)) return 'its pages unpack to more than data do: write it with smaller row groups'; // prettier-ignore
    const wrong = wrongIn(header, content, codec, leaf, so, rows);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

const isCount = (number: unknown) => Number.isSafeInteger(number) && (number as number) >= 0;

function wrongIn(
  header: PageHeader,
  content: Uint8Array,
  codec: ColumnMetaData['codec'],
  leaf: Leaf,
  so: { values: number; dictionary: number | undefined },
  rows: number,
): string | undefined {
  const { type, data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = header;
  const unpacked = (packed: Uint8Array, size: number) => decompressPage(packed, size, codec, compressors);
  if (type === 'DICTIONARY_PAGE') {
    so.dictionary = dictionary?.num_values;
    return wrongDictionary(dictionary?.num_values, unpacked(content, header.uncompressed_page_size), leaf);
  }
  const page = type === 'DATA_PAGE' ? first : type === 'DATA_PAGE_V2' ? second : undefined;
  if (!page || !isCount(page.num_values)) return 'a page is of no known kind';
  so.values += page.num_values;
  if (so.values > rows) return `its pages hold more than the ${rows} values that the file says`;
  if (so.dictionary === undefined && page.encoding?.endsWith('_DICTIONARY'))
    return 'a page needs a dictionary that is not there';
  return wrongPage(header, content, unpacked, leaf, so.dictionary ?? 0);
}
