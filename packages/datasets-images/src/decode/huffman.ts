/** A Huffman table of a JPEG (ITU T.81, annex F.2.2.3): the symbols, and where the codes of each length begin and end. */
export interface HuffmanTable {
  readonly symbols: Uint8Array;
  /** By code length, 1 to 16: the largest code, -1 where there is none, and its place among the symbols. */
  readonly largest: readonly number[];
  readonly offset: readonly number[];
}

/** The tables that a DHT segment defines, by class (0 DC, 1 AC) and number: `class * 16 + number`. */
export function huffmanTables(body: Uint8Array): Map<number, HuffmanTable> {
  const tables = new Map<number, HuffmanTable>();
  for (let at = 0; at + 17 <= body.length;) {
    const [largest, offset]: [number[], number[]] = [[-1], [0]];
    let [code, place] = [0, 0];
    for (let length = 1; length <= 16; length++) {
      const count = body[at + length]!;
      offset.push(place - code);
      largest.push(count > 0 ? code + count - 1 : -1);
      [code, place] = [(code + count) << 1, place + count];
    }
    tables.set(body[at]!, { symbols: body.subarray(at + 17, at + 17 + place), largest, offset });
    at += 17 + place;
  }
  return tables;
}

/** Entropy-coded data that end, or say what no encoder writes. */
export class NoSuchData extends Error {}

/** Bits of entropy-coded data, the highest first, up to a marker; a zero byte behind 0xff is none of them. */
export class BitReader {
  private bit = 0;

  constructor(
    private readonly bytes: Uint8Array,
    /** The byte that the next bit is in, or behind the last one. */
    public at: number,
  ) {}

  next(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined || (byte === 0xff && this.bytes[this.at + 1] !== 0)) throw new NoSuchData('it ends early');
    const value = (byte >> (7 - this.bit)) & 1;
    this.bit += 1;
    if (this.bit === 8) this.skipByte(byte);
    return value;
  }

  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++) value = (value << 1) | this.next();
    return value;
  }

  symbol({ symbols, largest, offset }: HuffmanTable): number {
    for (let length = 1, code = 0; length <= 16; length++) {
      code = (code << 1) | this.next();
      if (code <= largest[length]!) return symbols[code + offset[length]!]!;
    }
    throw new NoSuchData('a code that its table lacks');
  }

  /** Goes to the next byte. @returns whether the rest of this one was filled with ones, as it must be (F.1.2.3). */
  align(): boolean {
    let filled = true;
    while (this.bit !== 0) filled = this.next() === 1 && filled;
    return filled;
  }

  /** The same place once more, to look ahead. */
  copy(): BitReader {
    const copy = new BitReader(this.bytes, this.at);
    copy.bit = this.bit;
    return copy;
  }

  private skipByte(byte: number) {
    this.at += byte === 0xff ? 2 : 1;
    this.bit = 0;
  }
}
