import type { ColumnMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';

const mebibyte = 1024 * 1024;
/** What a column of a row group may unpack to: numbers that are all the same shrink to almost nothing. */
const mostUnpacked = (packedBytes: number) => Math.min(1024 * mebibyte, 256 * mebibyte + 250 * packedBytes);

/** Where the bytes of a column of a row group are. */
export function stretchOf({ data_page_offset, dictionary_page_offset, total_compressed_size }: ColumnMetaData) {
  const start = Number(dictionary_page_offset || data_page_offset);
  return { start, length: Number(total_compressed_size) };
}

/**
 * Holds the pages of a column of a row group against what the file says of it, before memory of their size is asked for.
 * @returns a sentence without a full stop where they differ.
 */
export function wrongPages(bytes: ArrayBuffer, { num_values }: ColumnMetaData): string | undefined {
  const reader = { view: new DataView(bytes), offset: 0 };
  let values = 0;
  let unpacked = 0;
  while (reader.offset < bytes.byteLength - 1) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: size, dictionary_page_header: dictionary } = header;
    const page = header.data_page_header ?? header.data_page_header_v2;
    const count = page?.num_values ?? 0;
    const isSound = [packed, size, count, dictionary?.num_values ?? 0].every((number) => Number.isSafeInteger(number) && number >= 0); // prettier-ignore
    if (!isSound || reader.offset + packed > bytes.byteLength) return 'a page leads out of its column';
    if ((dictionary?.num_values ?? 0) > size) return 'a dictionary has more values than bytes';
    reader.offset += packed;
    values += count;
    unpacked += size;
    if (values > Number(num_values)) return `its pages hold more than the ${num_values} values that the file says`;
    if (unpacked > mostUnpacked(bytes.byteLength)) return 'its pages unpack to more than data do';
  }
  return undefined;
}
