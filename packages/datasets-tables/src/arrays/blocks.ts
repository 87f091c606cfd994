import { arrayFault } from '../errors.js';
import { countOf, type StoredArray } from '../readers/stored-array.js';

/** Some rows (the first axis) of an array. */
export interface Block {
  /** Number of the first of them. */
  readonly first: number;
  readonly rows: number;
  /** Their elements, little-endian; the memory is used again for the next block. */
  readonly bytes: Uint8Array;
}

const blockBytes = 1024 * 1024;

/**
 * Reads an array, some whole rows at a time: about 1 MiB, or one row.
 * @throws SeedbedError SB_DATA_ARRAY where its file ends before, or goes on behind.
 */
export async function* blocksOf(array: StoredArray): AsyncGenerator<Block, void, undefined> {
  const [rows = 1, ...rest] = array.shape;
  const rowBytes = countOf(rest) * array.size;
  if (rows * rowBytes === 0) return;
  const most = Math.max(1, Math.floor(blockBytes / rowBytes));
  const memory = new Uint8Array(Math.min(rows, most) * rowBytes);
  let used = 0;
  let first = 0;
  const block = (): Block => {
    const bytes = memory.subarray(0, used);
    if (array.bigEndian) swap(bytes, array.size, array.type === 'U');
    return { first, rows: used / rowBytes, bytes };
  };
  for await (const piece of array.bytes()) {
    for (let at = 0; at < piece.length;) {
      // What is behind the last row may be gigabytes of a small file.
      if (first === rows) throw otherRows(array, rows);
      const taken = Math.min(piece.length - at, memory.length - used);
      memory.set(piece.subarray(at, at + taken), used);
      used += taken;
      at += taken;
      if (used < memory.length) continue;
      yield block();
      first += used / rowBytes;
      used = 0;
    }
  }
  if (used % rowBytes > 0 || first + used / rowBytes !== rows) throw otherRows(array, rows);
  if (used > 0) yield block();
}

const otherRows = ({ where }: StoredArray, rows: number) =>
  arrayFault(where, `holds another number of rows than the ${rows} that it says`, 'It was cut off, or something was put behind it: get it again.'); // prettier-ignore

function swap(bytes: Uint8Array, size: number, isText: boolean): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unit = isText ? 4 : size;
  if (unit === 2) buffer.swap16();
  else if (unit === 4) buffer.swap32();
  else if (unit === 8) buffer.swap64();
}
