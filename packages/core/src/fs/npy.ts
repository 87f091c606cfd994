import { closeSync, openSync, readSync, fstatSync } from 'node:fs';

/*
 * NumPy's file format, version 1.0 (numpy.lib.format): a magic, the length of a header, the header as a Python literal,
 * the numbers. Only what the trainer protocol uses: little-endian, C order.
 */

const types = { '|u1': 1, '<i4': 4, '<i8': 8, '<f4': 4 } as const;
export type NpyType = keyof typeof types;

/** What a file says of its numbers. */
export interface NpyHeader {
  readonly type: string;
  readonly shape: readonly number[];
  /** Where the numbers begin, bytes. */
  readonly at: number;
}

const magic = Buffer.from('\x93NUMPY\x01\x00', 'latin1');

/** The bytes before the numbers: a multiple of 64, so that mapped numbers are aligned. */
export function npyHeader(type: NpyType, shape: readonly number[]): Buffer {
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const literal = `{'descr': '${type}', 'fortran_order': False, 'shape': (${extents}), }`;
  const length = Math.ceil((magic.length + 2 + literal.length + 1) / 64) * 64;
  const header = Buffer.alloc(length, ' ');
  magic.copy(header);
  header.writeUInt16LE(length - magic.length - 2, magic.length);
  header.write(literal, magic.length + 2, 'latin1');
  header[length - 1] = 10;
  return header;
}

/** Numbers as a file holds them. */
export function npyOf(type: NpyType, shape: readonly number[], numbers: ArrayBufferView): Buffer {
  return Buffer.concat([npyHeader(type, shape), Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)]);
}

const form = /^\{\s*'descr':\s*'([^']+)',\s*'fortran_order':\s*(True|False),\s*'shape':\s*\(([0-9, ]*)\),?\s*\}\s*$/;

/** Reads a header. @returns a sentence without a full stop where it is none. */
function headerIn(start: Buffer): NpyHeader | string {
  if (start.length < 10 || !start.subarray(0, 6).equals(magic.subarray(0, 6))) return 'is no .npy file';
  const isFirst = start[6] === 1;
  const length = isFirst ? start.readUInt16LE(8) : start.length >= 12 ? start.readUInt32LE(8) : Infinity;
  const at = (isFirst ? 10 : 12) + length;
  if (at > start.length) return 'has a header that is cut off, or longer than 4 KB';
  const [, type, order, extents] = form.exec(start.toString('latin1', isFirst ? 10 : 12, at)) ?? [];
  if (type === undefined || extents === undefined) return 'has a header that cannot be read';
  if (order === 'True') return 'is in Fortran order: write numpy.ascontiguousarray(values)';
  const shape = extents.split(',').map((extent) => extent.trim()).filter((extent) => extent !== '').map(Number); // prettier-ignore
  return { type, shape, at };
}

/** The numbers of a file, with its shape. */
export interface Floats {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const words = (extents: readonly number[]) => `[${extents.map((each) => (each < 0 ? 'n' : each)).join(', ')}]`;

const fits = (given: readonly number[], shape: readonly number[]) =>
  given.length === shape.length && shape.every((extent, index) => extent < 0 || extent === given[index]);

/**
 * The float32 numbers of a file, checked before anything of their size is taken.
 * @param shape what is expected, -1 where any extent is; null for any shape.
 * @returns a sentence without a full stop where the file holds something else.
 */
export function readFloats(path: string, shape: readonly number[] | null): Floats | string {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(4096);
    const header = headerIn(start.subarray(0, readSync(file, start, 0, start.length, 0)));
    if (typeof header === 'string') return header;
    const { type, shape: given, at } = header;
    if (type !== '<f4') return `holds ${type}, and float32 ('<f4') is expected`;
    if (shape && !fits(given, shape)) return `has the shape ${words(given)}, and ${words(shape)} is expected`;
    const count = given.reduce((product, extent) => product * extent, 1);
    const size = fstatSync(file).size - at;
    if (size !== count * types[type])
      return `holds ${size} bytes of numbers, and its shape ${words(given)} asks for ${count * types[type]}`;
    const values = new Float32Array(count);
    const bytes = new Uint8Array(values.buffer);
    for (let read = 0; read < bytes.length;) {
      const more = readSync(file, bytes, read, bytes.length - read, at + read);
      if (more === 0) return 'became shorter while it was read';
      read += more;
    }
    return { shape: given, values };
  } finally {
    closeSync(file);
  }
}
