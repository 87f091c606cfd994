import { type BitReader, type HuffmanTable, NoSuchData } from './huffman.js';
import type { ScanCode } from './scan.js';

/** A component as a scan codes it. */
export interface ScanComponent {
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  /** Steps of its 64 coefficients, in zigzag order. */
  readonly steps: readonly number[];
  /** Blocks of it in a unit of the scan. */
  readonly blocks: number;
}

/** Coefficients of 8-bit samples are at most this, before they are rounded to a step. */
const largest = 1024;

/** A number of so many bits, as F.2.2.1 extends it to negative ones. */
export function valueOf(bits: BitReader, size: number): number {
  if (size > 11) throw new NoSuchData('a coefficient beyond all bounds');
  const value = bits.bits(size);
  return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}

/** Refuses a coefficient beyond what 8-bit samples can give. @param unit what it was rounded to, in steps. */
export function bounded(value: number, step: number, unit = 1): void {
  if (Math.abs(value) * step > largest + step * unit) throw new NoSuchData('a coefficient beyond all bounds');
}

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

/** A scan that has all of its blocks' coefficients. */
export function sequentialCode(
  components: readonly ScanComponent[],
  { units, restart }: Pick<ScanCode, 'units' | 'restart'>,
): ScanCode {
  const cycle = components.flatMap((component, index) =>
    Array.from({ length: component.blocks }, () => ({ component, index })),
  );
  let predicted: number[] = [];
  return {
    units,
    restart,
    leastAlike: 0,
    begin: () => void (predicted = components.map(() => 0)),
    unit(bits) {
      for (const { component, index } of cycle) predicted[index] = readBlock(bits, component, predicted[index]!);
    },
    end: () => undefined,
    following: (bits, block) => void readBlock(bits, cycle[block % cycle.length]!.component, 0),
  };
}
