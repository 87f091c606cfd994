import { arrayFault } from '../errors.js';
import type { FileBytes } from '../files/file-bytes.js';
import { longestHeader, type NpyHeader, npyHeader, Unusable } from './npy-header.js';
import { countOf, listed, type ListedArray } from './stored-array.js';

/** What an array is called: as its file, without the ending. */
export const npyName = (file: string): string => file.replace(/\.npy$/i, '').normalize('NFC');

/** Opens a .npy file. Memory of the size that it claims is never asked for. */
export const openNpy = (file: FileBytes, name: string): Promise<ListedArray> =>
  listed(npyName(name), name, () => {
    const { start, ...array } = headerAt(file.where, file.read(0, longestHeader), file.size);
    return { ...array, name: npyName(name), file: name, where: file.where, bytes: () => file.pieces(start) };
  });

/**
 * The header of an array, held against the size of what it is in.
 * @param size bytes of the whole file.
 * @throws SeedbedError SB_DATA_ARRAY.
 */
export function headerAt(where: string, start: Buffer, size: number): NpyHeader {
  const header = usable(where, start);
  const asked = countOf(header.shape) * header.size;
  const has = size - header.start;
  if (asked === has) return header;
  throw arrayFault(
    where,
    `holds ${has} bytes of elements, and its shape [${header.shape.join(', ')}] asks for ${asked}`,
    'It was cut off, or written by halves: write or get it again.',
  );
}

function usable(where: string, start: Buffer): NpyHeader {
  try {
    return npyHeader(start);
  } catch (error) {
    throw error instanceof Unusable ? arrayFault(where, error.message, error.hint) : error;
  }
}
