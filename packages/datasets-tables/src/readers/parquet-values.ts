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

/**
 * @param dictionary how many values the dictionary before the page has.
 * @returns a sentence without a full stop where a page of values would become more than it is said to hold, or other values.
 */
export function wrongPage(
  header: PageHeader,
  content: Uint8Array,
  unpack: Unpack,
  leaf: Leaf,
  dictionary: number,
): string | undefined {
  const read = header.type === 'DATA_PAGE_V2' ? ofSecondKind : ofFirstKind;
  const values = read(header, content, unpack, leaf);
  if (!values || !valuesFit(values, leaf)) return tooMany;
  return areIndices(values, dictionary) ? undefined : 'a page names a value that its dictionary does not have';
}

/** Values as they lie in a page, without those that are missing. */
interface Values {
  readonly page: DataView;
  readonly start: number;
  readonly count: number;
  readonly encoding: string;
  /** Whether the page is of the second kind, which has runs of no bits, too. */
  readonly second: boolean;
}

const levelBits = ({ definition }: Leaf) => 32 - Math.clz32(definition);

function ofFirstKind(header: PageHeader, content: Uint8Array, unpack: Unpack, leaf: Leaf): Values | undefined {
  const { num_values: count, encoding } = header.data_page_header!;
  const page = viewOf(unpack(content, header.uncompressed_page_size));
  if (leaf.definition === 0) return { page, start: 0, count, encoding, second: false };
  const end = page.byteLength < 4 ? Infinity : 4 + page.getUint32(0, true);
  if (end > page.byteLength || !runsFit(page, 4, levelBits(leaf), count)) return undefined;
  const there = numbersOf(page, 4, levelBits(leaf), count).filter((level) => level === leaf.definition).length;
  return { page, start: end, count: there, encoding, second: false };
}

function ofSecondKind(header: PageHeader, content: Uint8Array, unpack: Unpack, leaf: Leaf): Values | undefined {
  const { num_values: values, num_nulls: nulls, num_rows: rows, encoding, ...second } = header.data_page_header_v2!;
  const { repetition_levels_byte_length: before, definition_levels_byte_length: levels } = second;
  const size = header.uncompressed_page_size - before - levels;
  const isSound = [nulls, before, levels, size, values - nulls].every((number) => Number.isSafeInteger(number) && number >= 0); // prettier-ignore
  if (!isSound || before + levels > content.length || rows !== values) return undefined;
  if (leaf.definition > 0 && !runsFit(viewOf(content), before, levelBits(leaf), values)) return undefined;
  const rest = content.subarray(leaf.definition > 0 ? before + levels : before);
  const page = second.is_compressed !== false && size > 0 ? unpack(rest, size) : rest;
  return { page: viewOf(page), start: 0, count: values - nulls, encoding, second: true };
}

const tooMany = 'a page holds more values than it says, or fewer bytes';
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

/** Numbers of `bits` bits each in runs. `runsFit` comes first: it says whether they can be read. */
function numbersOf(view: DataView, offset: number, bits: number, count: number): number[] {
  const numbers = new Array<number>(count);
  readRleBitPackedHybrid({ view, offset }, bits, numbers, 0);
  return numbers;
}

/** Whether all values of a dictionary that a page names are there. The library reads one that is not as a missing value. */
function areIndices({ page, start, count, encoding }: Values, dictionary: number): boolean {
  if (!encoding.endsWith('_DICTIONARY') || count === 0 || start >= page.byteLength) return true;
  const bits = page.getUint8(start);
  if (bits === 0) return dictionary > 0;
  return numbersOf(page, start + 1, bits, count).every((index) => index >= 0 && index < dictionary);
}

function valuesFit({ page, start, count, encoding, second }: Values, leaf: Leaf): boolean {
  const left = page.byteLength - start;
  switch (encoding) {
    case 'PLAIN':
    case 'BYTE_STREAM_SPLIT':
      return count * least(leaf) <= left && (!isDecimal(leaf) || areDecimals(page, start, count, leaf));
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return !isDecimal(leaf) && deltaEnd(page, start, count) !== undefined;
    case 'DELTA_BINARY_PACKED':
      return deltaEnd(page, start, count) !== undefined;
    case 'DELTA_BYTE_ARRAY':
      return !isDecimal(leaf) && byteArraysFit(page, start, count);
    default:
  }
  // Truths have their length in front, numbers of a dictionary their width.
  if (leaf.element.type === 'BOOLEAN' || (second && encoding === 'RLE')) return left < 4 || runsFit(page, start + 4, 1, count); // prettier-ignore
  const width = left > 0 ? page.getUint8(start) : 0;
  return left === 0 || (width === 0 && !second) || runsFit(page, start + 1, width, count);
}
