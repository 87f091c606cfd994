import { BitReader, NoSuchData } from './huffman.js';

/** How the data of a scan are read, unit (MCU) by unit, strictly: NoSuchData is thrown for what no encoder writes. */
export interface ScanCode {
  /** Units in the scan. */
  readonly units: number;
  /** Units between restart markers; 0 where there are none. */
  readonly restart: number;
  /** Begins an interval between restart markers. */
  begin(): void;
  unit(bits: BitReader, index: number): void;
  /** Ends an interval. */
  end(): void;
  /** Reads a block that could follow the last one; absent where any bits could. */
  following?(bits: BitReader, block: number): void;
  /** Where misread data are hard to tell from right ones, only so many bytes that are all alike count as strays; else 0. */
  readonly leastAlike: number;
}

/** Whether data behind the last unit would be blocks themselves, to their very end: then the units were misread. */
function goesOn(behind: BitReader, following: NonNullable<ScanCode['following']>, end: number): boolean {
  // Misread data are out of step by some bits; within a few blocks they fall into step again.
  return [0, 1, 2, 3, 4, 5, 6, 7].some((offset) => {
    const ahead = behind.copy();
    try {
      ahead.bits(offset);
      for (let block = 0; ; block++) {
        following(ahead, block);
        const filled = ahead.copy();
        if (filled.align() && filled.at >= end) return true;
      }
    } catch (error) {
      if (error instanceof NoSuchData) return false;
      throw error;
    }
  });
}

/** Where the next marker begins that belongs to no data. */
function markerFrom(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] !== 0xff || bytes[at + 1] === 0 || bytes[at + 1] === 0xff)) at++;
  return at;
}

/** A scan's data, as they are needed. */
export interface ScanData {
  readonly pieces: readonly Uint8Array[];
  /** Bytes that no unit needs, before markers. */
  readonly strays: number;
  /** Where the next marker begins, or the file ends. */
  readonly end: number;
}

/**
 * Reads a scan as strictly as encoders write: every unit is there, with codes of its tables and coefficients that
 * pictures can have. Bytes between the last unit and the next marker are strays if its last byte is filled with ones and
 * they are no units themselves; in a progressive picture they must all be alike, too. Data that were damaged before them
 * are misread, and rarely end so.
 * @throws NoSuchData where units are missing or could be others.
 */
export function readScan(bytes: Uint8Array, from: number, code: ScanCode): ScanData {
  const { units, restart, leastAlike, following } = code;
  const pieces: Uint8Array[] = [];
  let [at, strays] = [from, 0];
  for (let done = 0, number = 0; done < units; number++) {
    const bits = new BitReader(bytes, at);
    code.begin();
    const upTo = restart > 0 ? Math.min(units, done + restart) : units;
    for (; done < upTo; done++) code.unit(bits, done);
    code.end();
    const behind = bits.copy();
    const filled = bits.align();
    const end = markerFrom(bytes, bits.at);
    const exact = end === bits.at && end < bytes.length;
    const left = bytes.subarray(bits.at, end);
    const alike = left.every((byte) => byte === left[0]);
    const doubtful = leastAlike > 0 && left.length > 0 && (left.length < leastAlike || !alike);
    const misread = doubtful || (following && goesOn(behind, following.bind(code), end));
    if (!exact && (!filled || misread)) throw new NoSuchData('data of no unit');
    strays += end - bits.at;
    pieces.push(bytes.subarray(at, bits.at));
    at = end;
    if (done === units) break;
    if (bytes[end + 1] !== 0xd0 + (number % 8)) throw new NoSuchData('a restart marker is missing');
    pieces.push(bytes.subarray(end, end + 2));
    at += 2;
  }
  return { pieces, strays, end: at };
}
