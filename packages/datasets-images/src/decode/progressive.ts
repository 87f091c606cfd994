import { type BitReader, NoSuchData } from './huffman.js';
import type { ScanCode } from './scan.js';
import { bounded, type ScanComponent, valueOf } from './sequential.js';

/** What a progressive scan's header says (G.1.1.1.1): a band of coefficients, and which of their bits. */
export interface Band {
  readonly first: number;
  readonly last: number;
  /** The bit that was sent before; 0 where this scan is the first of these coefficients. */
  readonly before: number;
  /** The lowest bit that is sent now. */
  readonly now: number;
}

/** Misread data of a first scan often leave a byte or two. */
const fewest = 4;

type Sizes = Pick<ScanCode, 'units' | 'restart'>;

/** The first scan of DC coefficients, or one that gives a bit more of each. */
export function dcCode(components: readonly ScanComponent[], { before, now }: Band, sizes: Sizes): ScanCode {
  const cycle = components.flatMap((component, index) =>
    Array.from({ length: component.blocks }, () => ({ component, index })),
  );
  let predicted: number[] = [];
  const unit = 1 << now;
  const read = (bits: BitReader, { dc, steps }: ScanComponent, from: number) => {
    const value = from + valueOf(bits, bits.symbol(dc));
    bounded(value * unit, steps[0]!, unit);
    return value;
  };
  const begin = () => void (predicted = components.map(() => 0));
  const end = () => undefined;
  if (before > 0) return { ...sizes, leastAlike: 1, begin, end, unit: (bits) => void bits.bits(cycle.length) };
  return {
    ...sizes,
    leastAlike: fewest,
    begin,
    end,
    unit(bits) {
      for (const { component, index } of cycle) predicted[index] = read(bits, component, predicted[index]!);
    },
    following: (bits, block) => void read(bits, cycle[block % cycle.length]!.component, 0),
  };
}

/**
 * A scan of a band of a component's AC coefficients (G.1.2.2 and G.1.2.3).
 * @param known for each block, 64 values: whether a coefficient was other than zero in a scan before; added to.
 */
export function acCode(component: ScanComponent, band: Band, known: Uint8Array, sizes: Sizes): ScanCode {
  const { first, last, before, now } = band;
  const { steps } = component;
  const unit = 1 << now;
  /** Blocks that have nothing more in this band. */
  let ended = 0;
  const endOfBand = (bits: BitReader, run: number) => (1 << run) + bits.bits(run);

  const readFirst = (bits: BitReader, block: Uint8Array) => {
    if (ended > 0) return void (ended -= 1);
    for (let at = first; at <= last; at++) {
      const symbol = bits.symbol(component.ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) return void (ended = endOfBand(bits, run) - 1);
      at += run;
      if (at > last) throw new NoSuchData('a run beyond the band');
      if (size === 0) continue;
      bounded(valueOf(bits, size) * unit, steps[at]!, unit);
      block[at] = 1;
    }
  };

  const refine = (bits: BitReader, block: Uint8Array) => {
    let at = first;
    while (ended === 0 && at <= last) {
      const symbol = bits.symbol(component.ac);
      const size = symbol & 15;
      let run = symbol >> 4;
      if (size === 0 && run < 15) {
        ended = endOfBand(bits, run);
        break;
      }
      if (size > 1) throw new NoSuchData('more than a bit');
      if (size === 1) bits.next();
      for (; at <= last && (block[at] !== 0 || run > 0); at++) {
        if (block[at] !== 0) bits.next();
        else run -= 1;
      }
      if (size === 1 && at > last) throw new NoSuchData('a run beyond the band');
      if (size === 1) block[at] = 1;
      at += 1;
    }
    if (ended === 0) return;
    for (; at <= last; at++) if (block[at] !== 0) bits.next();
    ended -= 1;
  };

  const read = before > 0 ? refine : readFirst;
  const code = {
    ...sizes,
    leastAlike: before > 0 ? 1 : fewest,
    begin: () => void (ended = 0),
    unit(bits: BitReader, index: number) {
      read(bits, known.subarray(index * 64, index * 64 + 64));
    },
    end() {
      if (ended > 0) throw new NoSuchData('a run beyond the scan');
    },
  };
  if (before > 0) return code;
  return {
    ...code,
    following(bits, block) {
      if (block === 0) ended = 0;
      readFirst(bits, new Uint8Array(64));
    },
  };
}
