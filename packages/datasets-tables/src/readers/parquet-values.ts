import type { PageHeader } from 'hyparquet';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { areDecimals, isDecimal } from './parquet-decimals.js';
import { type Leaf, mostValues } from './parquet-leaf.js';
import { byteArraysFit, deltaEnd } from './parquet-delta.js';
import { runsFit } from './parquet-runs.js';

/** Bytes that a value takes at least where values follow each other. */
function least({ element: { type, type_length: length } }: Leaf): number {
  switch (type) {
    case 'BOOLEAN':
      return 1 / 8;
    case 'INT64':
    case 'DOUBLE':
      return 8;
    case 'INT96':
      return 12;
    case 'FIXED_LEN_BYTE_ARRAY':
      return length !== undefined && length > 0 ? length : Infinity;
    default:
      return 4;
  }
}

/** @returns a sentence without a full stop where a dictionary is not what its page says. */
export function wrongDictionary(values: number | undefined, page: Uint8Array, leaf: Leaf): string | undefined {
  const isSound = values !== undefined && values >= 0 && values * least(leaf) <= page.length;
  if (!isSound || values > mostValues(leaf)) return 'a dictionary has more values than bytes';
  return isDecimal(leaf) && !areDecimals(viewOf(page), 0, values, leaf) ? tooMany : undefined;
}

type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

/** @returns a sentence without a full stop where a page of values would become more than it is said to hold. */
export function wrongPage(header: PageHeader, content: Uint8Array, unpack: Unpack, leaf: Leaf): string | undefined {
  const width = 32 - Math.clz32(leaf.definition);
  const second = header.type === 'DATA_PAGE_V2' ? header.data_page_header_v2 : undefined;
  if (!second) {
    const { num_values: values, encoding } = header.data_page_header!;
    const page = viewOf(unpack(content, header.uncompressed_page_size));
    if (leaf.definition === 0) return wrongValues(page, 0, values, encoding, leaf, false);
    const end = page.byteLength < 4 ? Infinity : 4 + page.getUint32(0, true);
    if (end > page.byteLength || !runsFit(page, 4, width, values)) return tooMany;
    const levels = new Array<number>(values);
    readRleBitPackedHybrid({ view: page, offset: 4 }, width, levels, end - 4);
    const there = levels.filter((level) => level === leaf.definition).length;
    return wrongValues(page, end, there, encoding, leaf, false);
  }
  const { num_values: values, num_nulls: nulls, repetition_levels_byte_length: before, definition_levels_byte_length: levels } = second; // prettier-ignore
  const size = header.uncompressed_page_size - before - levels;
  const isSound = [nulls, before, levels, size, values - nulls].every((number) => Number.isSafeInteger(number) && number >= 0); // prettier-ignore
  if (!isSound || before + levels > content.length || second.num_rows !== values) return tooMany;
  if (leaf.definition > 0 && !runsFit(viewOf(content), before, width, values)) return tooMany;
  const start = leaf.definition > 0 ? before + levels : before;
  const rest = content.subarray(start);
  const page = second.is_compressed !== false && size > 0 ? unpack(rest, size) : rest;
  return wrongValues(viewOf(page), 0, values - nulls, second.encoding, leaf, true);
}

const tooMany = 'a page holds more values than it says, or fewer bytes';
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

/** @param second whether the page is of the second kind, which has runs of no bits, too. */
function wrongValues(page: DataView, start: number, values: number, encoding: string, leaf: Leaf, second: boolean) {
  return valuesFit(page, start, values, encoding, leaf, second) ? undefined : tooMany;
}

function valuesFit(page: DataView, start: number, values: number, encoding: string, leaf: Leaf, second: boolean) {
  const left = page.byteLength - start;
  switch (encoding) {
    case 'PLAIN':
    case 'BYTE_STREAM_SPLIT':
      return values * least(leaf) <= left && (!isDecimal(leaf) || areDecimals(page, start, values, leaf));
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return !isDecimal(leaf) && deltaEnd(page, start, values) !== undefined;
    case 'DELTA_BINARY_PACKED':
      return deltaEnd(page, start, values) !== undefined;
    case 'DELTA_BYTE_ARRAY':
      return !isDecimal(leaf) && byteArraysFit(page, start, values);
    default:
  }
  // Truths have their length in front, numbers of a dictionary their width.
  if (leaf.element.type === 'BOOLEAN' || (second && encoding === 'RLE')) return left < 4 || runsFit(page, start + 4, 1, values); // prettier-ignore
  const width = left > 0 ? page.getUint8(start) : 0;
  return left === 0 || (width === 0 && !second) || runsFit(page, start + 1, width, values);
}
