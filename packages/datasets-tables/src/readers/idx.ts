import { arrayFault } from '../errors.js';
import type { FileBytes } from '../files/file-bytes.js';
import { isGzip, unpacked } from '../files/gunzip.js';
import { mostUnpacked } from '../files/limits.js';
import { behind, headOf } from '../files/pieces.js';
import { countOf, type ElementType, listed, type ListedArray, type StoredArray } from './stored-array.js';

/** Types by their number in the header, with the bytes of an element. */
const types: Readonly<Record<number, ElementType>> = { 8: 'u1', 9: 'i1', 11: 'i2', 12: 'i4', 13: 'f4', 14: 'f8' };
const mostAxes = 8;

/** `train-images-idx3-ubyte`, as MNIST has them; with a point before `idx` where a program renamed them. */
export const isIdx = (name: string): boolean => /[-.]idx\d-u?[a-z]+(\.gz)?$|\.idx(\.gz)?$/i.test(name);

const nameOf = (name: string) => name.replace(/\.gz$/i, '').replace(/[-.]idx\d-u?[a-z]+$|\.idx$/i, '').replace(/(^|\/)t10k\b/i, '$1test'); // prettier-ignore

/**
 * Opens a file of the format IDX, compressed with gzip or not. Memory of the size that it claims is never asked for.
 * @throws SeedbedError SB_DATA_ARCHIVE.
 */
export const openIdx = (file: FileBytes, name: string): Promise<ListedArray> =>
  listed(nameOf(name), name, () => arrayOf(file, name));

async function arrayOf(file: FileBytes, name: string): Promise<StoredArray> {
  const head = await headOf(unpacked(file), 4 + 4 * mostAxes);
  const type = head.length >= 4 && head.readUInt16BE(0) === 0 ? types[head[2]!] : undefined;
  const axes = head[3] ?? 0;
  const start = 4 + 4 * axes;
  if (type === undefined || axes === 0 || axes > mostAxes || head.length < start) throw arrayFault(file.where, 'is no file of the format IDX', again); // prettier-ignore
  const shape = Array.from({ length: axes }, (_, axis) => head.readUInt32BE(4 + 4 * axis));
  const size = Number(type.slice(1));
  const asked = start + countOf(shape) * size;
  const isCompressed = isGzip(file.read(0, 2));
  if (isCompressed ? asked > mostUnpacked(file.packedSize) : asked !== file.size) throw arrayFault(file.where, `has ${file.size} bytes, and its shape [${shape.join(', ')}] asks for ${asked}`, again); // prettier-ignore
  const bytes = isCompressed ? () => behind(start, unpacked(file)) : () => file.pieces(start);
  return { name: nameOf(name), file: name, where: file.where, type, size, bigEndian: true, shape, bytes };
}

const again = 'Get it again from where it is published.';
