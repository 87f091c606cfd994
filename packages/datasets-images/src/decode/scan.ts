import { BitReader, type HuffmanTable, NoSuchData } from './huffman.js';

/** A component as a scan codes it. */
export interface ScanComponent {
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  /** Steps of its 64 coefficients, in zigzag order. */
  readonly steps: readonly number[];
  /** Blocks of it in a unit of the scan. */
  readonly blocks: number;
}

export interface Scan {
  readonly components: readonly ScanComponent[];
  /** Units (MCUs) in the scan. */
  readonly units: number;
  /** Units between restart markers; 0 where there are none. */
  readonly restart: number;
}

/** Coefficients of 8-bit samples are at most this, before they are rounded to a step. */
const largest = 1024;

/** A number of so many bits, as F.2.2.1 extends it to negative ones. */
function valueOf(bits: BitReader, size: number): number {
  if (size > 11) throw new NoSuchData('a coefficient beyond all bounds');
  const value = bits.bits(size);
  return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}

const bounded = (value: number, step: number) => {
  if (Math.abs(value) * step > largest + step) throw new NoSuchData('a coefficient beyond all bounds');
};

/** Reads one block, and says what its DC coefficient comes to. @throws NoSuchData. */
function readBlock(bits: BitReader, { dc, ac, steps }: ScanComponent, predicted: number): number {
  const value = predicted + valueOf(bits, bits.symbol(dc));
  bounded(value, steps[0]!);
  for (let at = 1; at < 64; at++) {
    const symbol = bits.symbol(ac);
    const [run, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && run === 0) break;
    if (size === 0 && run !== 15) throw new NoSuchData('a run that sequential pictures lack');
    at += run;
    if (at > 63) throw new NoSuchData('a run beyond the block');
    if (size > 0) bounded(valueOf(bits, size), steps[at]!);
  }
  return value;
}

function readUnit(bits: BitReader, components: readonly ScanComponent[], predicted: number[]): void {
  components.forEach((component, index) => {
    for (let block = 0; block < component.blocks; block++) {
      predicted[index] = readBlock(bits, component, predicted[index]!);
    }
  });
}

/** Whether data behind the last unit would be blocks themselves, to their very end: then the units were misread. */
function goesOn(behind: BitReader, components: readonly ScanComponent[], end: number): boolean {
  const cycle = components.flatMap((component) => Array.from({ length: component.blocks }, () => component));
  // Misread data are out of step by some bits; within a few blocks they fall into step again.
  return [0, 1, 2, 3, 4, 5, 6, 7].some((offset) => {
    const ahead = behind.copy();
    try {
      ahead.bits(offset);
      for (let block = 0; ; block++) {
        readBlock(ahead, cycle[block % cycle.length]!, 0);
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
 * Reads a sequential scan as strictly as encoders write: every unit is there, with codes of its tables and coefficients
 * that pictures can have. Bytes between the last unit and the next marker are strays if its last byte is filled with
 * ones and they are no units themselves: data that were damaged before them are misread, and rarely end so.
 * @throws NoSuchData where units are missing or could be others.
 */
export function readScan(bytes: Uint8Array, from: number, { components, units, restart }: Scan): ScanData {
  const pieces: Uint8Array[] = [];
  let [at, strays] = [from, 0];
  for (let done = 0, number = 0; done < units; number++) {
    const bits = new BitReader(bytes, at);
    const predicted = components.map(() => 0);
    const upTo = restart > 0 ? Math.min(units, done + restart) : units;
    for (; done < upTo; done++) readUnit(bits, components, predicted);
    const behind = bits.copy();
    const filled = bits.align();
    const end = markerFrom(bytes, bits.at);
    const exact = end === bits.at && end < bytes.length;
    if (!exact && (!filled || goesOn(behind, components, end))) throw new NoSuchData('data of no unit');
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
