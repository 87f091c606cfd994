import type { ElementType } from './stored-array.js';

/** What a NumPy file says of its elements. */
export interface NpyHeader {
  readonly type: ElementType;
  /** Bytes of an element. */
  readonly size: number;
  readonly bigEndian: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin, bytes. */
  readonly start: number;
}

/** A header that cannot be used. */
export class Unusable extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** A header is hardly longer than a line; NumPy itself reads 10,000 characters at most. */
export const longestHeader = 64 * 1024;

const again = 'Write it again with numpy.save(path, values).';
const types = /^[<>|=]?(u1|i1|u2|i2|u4|i4|u8|i8|f2|f4|f8|b1|U|S)(\d*)$/;

/**
 * Reads the header of a .npy file (numpy.lib.format, versions 1 to 3).
 * @param start the first bytes of the file, `longestHeader` of them if there are so many.
 * @throws Unusable for what is none, for objects (which are programs), structures, dates, complex numbers and Fortran order.
 */
export function npyHeader(start: Buffer): NpyHeader {
  if (start.toString('latin1', 0, 6) !== '\x93NUMPY' || start.length < 12) throw new Unusable('is no .npy file', again);
  const first = start[6] === 1 ? 10 : 12;
  const end = first + (first === 10 ? start.readUInt16LE(8) : start.readUInt32LE(8));
  if (end > start.length) throw new Unusable('has a header that is cut off, or far too long', again);
  const header = start.toString('latin1', first, end);
  const shape = /'shape'\s*:\s*\(([\d, L]*)\)/.exec(header)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const descr = /'descr'\s*:\s*('[^']*'|\[)/.exec(header)?.[1];
  if (shape === undefined || order === undefined || descr === undefined)
    throw new Unusable('has a header that cannot be read', again);
  const extents = shape.split(',').map((extent) => extent.replace('L', '').trim()).filter(Boolean).map(Number); // prettier-ignore
  if (!extents.every(Number.isSafeInteger)) throw new Unusable('has a header that cannot be read', again);
  if (order === 'True' && extents.length > 1) {
    throw new Unusable('is in Fortran order', 'Write it with numpy.save(path, numpy.ascontiguousarray(values)).');
  }
  return { ...elementOf(descr.replaceAll("'", '')), shape: extents, start: end };
}

function elementOf(descr: string): Pick<NpyHeader, 'type' | 'size' | 'bigEndian'> {
  const [, type, length] = types.exec(descr) ?? [];
  if (type === undefined) throw refusal(descr);
  const isText = type === 'U' || type === 'S';
  if (isText !== Number(length) > 0) throw refusal(descr);
  const size = isText ? Number(length) * (type === 'U' ? 4 : 1) : Number(type.slice(1));
  return { type: type as ElementType, size, bigEndian: descr.startsWith('>') };
}

function refusal(descr: string): Unusable {
  const kind = descr.replace(/^[<>|=]/, '');
  if (kind.startsWith('O')) return new Unusable('holds Python objects (pickle), which are a program and not data', "Write numbers: numpy.save(path, values.astype('float32')); lists of different lengths are to be padded first."); // prettier-ignore
  if (descr === '[')
    return new Unusable('holds structures', 'Write an array for each field: numpy.save(path, values["field"]).');
  if (/^[mM]/.test(kind)) return new Unusable('holds dates or spans of time', "Write numbers: numpy.save(path, values.astype('int64'))."); // prettier-ignore
  if (kind.startsWith('c')) return new Unusable('holds complex numbers', 'Write real and imaginary parts: numpy.stack([values.real, values.imag], -1).'); // prettier-ignore
  return new Unusable(`holds elements of type ${descr}, which are not read`, "Write numbers: numpy.save(path, values.astype('float32'))."); // prettier-ignore
}
