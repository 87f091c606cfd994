import { arrayFault } from '../errors.js';
import type { Block } from './blocks.js';
import { countOf, elementNames, type ElementType, type StoredArray } from '../readers/stored-array.js';

const views = {
  u1: Uint8Array,
  b1: Uint8Array,
  i1: Int8Array,
  u2: Uint16Array,
  f2: Uint16Array,
  i2: Int16Array,
  u4: Uint32Array,
  i4: Int32Array,
  u8: BigUint64Array,
  i8: BigInt64Array,
  f4: Float32Array,
  f8: Float64Array,
} as const;

/** Elements of a block as numbers, 64-bit ones as such, half precision as its bits. */
export function elementsOf(type: ElementType, bytes: Uint8Array): ArrayLike<number | bigint> {
  const View = views[type as keyof typeof views];
  return new View(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength / View.BYTES_PER_ELEMENT);
}

/** An element as a number in double precision. */
const numberOf = (type: ElementType, element: number | bigint): number =>
  type === 'f2' ? halfPrecision(element as number) : Number(element);

/** What 16 bits stand for (IEEE 754, binary16). */
export function halfPrecision(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/**
 * Elements of a block in single precision. Floating point is rounded; whole numbers are to fit exactly.
 * @throws SeedbedError SB_DATA_ARRAY with the example of what is not finite or does not fit.
 */
export function floatsOf(array: StoredArray, { first, bytes }: Block, into: Float32Array): Float32Array {
  const { type } = array;
  const elements = elementsOf(type, bytes);
  const isWhole = !type.startsWith('f');
  const each = countOf(array.shape.slice(1));
  for (let at = 0; at < elements.length; at++) {
    const value = numberOf(type, elements[at]!);
    const single = Math.fround(value);
    if (!Number.isFinite(single) || (isWhole && (single !== value || !isSame(elements[at]!, single)))) {
      throw notTaken(array, first + Math.floor(at / each), type === 'f2' ? value : elements[at]!);
    }
    into[at] = single;
  }
  return into.subarray(0, elements.length);
}

const isSame = (element: number | bigint, single: number) => typeof element === 'number' || element === BigInt(single);

function notTaken({ where, type }: StoredArray, example: number, value: number | bigint) {
  const isFinite = typeof value === 'bigint' || Number.isFinite(value);
  const what = !isFinite ? 'is not finite' : type.startsWith('f') ? 'is larger than single precision has (3.4e38)' : `is a whole number (${elementNames[type]}) that single precision does not have exactly`; // prettier-ignore
  const hint = isFinite
    ? "Scale the numbers, or round them yourself: numpy.save(path, values.astype('float32'))."
    : 'Correct or leave out such examples: values[numpy.isfinite(values).all(axis=tuple(range(1, values.ndim)))].';
  return arrayFault(where, `example ${example}: ${value} ${what}`, hint);
}
