/*
 * What Parquet says of itself is in Thrift's compact form. The library takes it at its word: a list that claims 2^31 values
 * would get memory for them, and a number without end would be computed without end.
 */

const kinds = { stop: 0, yes: 1, no: 2, byte: 3, double: 7, binary: 8, list: 9, struct: 12 } as const;
/** Kinds of integers: 16, 32 and 64 bits. */
const numbers: ReadonlySet<number> = new Set([4, 5, 6]);

/** Structures and lists within each other; Parquet has about ten. */
const deepest = 24;
/** Values that a file says of itself: a thousand columns of a hundred row groups have about this many. */
const mostValues = 4_000_000;
/** Bytes of a number of 64 bits. */
const longestNumber = 10;

/**
 * Walks over a structure and keeps nothing of it.
 * @returns where it ends.
 * @throws Error for what leads out of the bytes, and for more than any table has.
 */
export const endOfThrift = (bytes: Uint8Array, start: number): number => new Walk(bytes, start).end();

class Walk {
  private values = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  end(): number {
    this.struct(0);
    return this.at;
  }

  private struct(depth: number): void {
    if (depth > deepest) throw new Error('it nests deeper than a table does');
    for (let head = this.byte(); (head & 15) !== kinds.stop; head = this.byte()) {
      if (head >> 4 === 0) this.number();
      this.value(head & 15, depth);
    }
  }

  private value(kind: number, depth: number): void {
    if ((this.values += 1) > mostValues)
      throw new Error(`it says more than ${mostValues} things of itself: write it with fewer row groups or columns`);
    if (kind === kinds.byte) this.skip(1);
    else if (kind === kinds.double) this.skip(8);
    else if (kind === kinds.binary) this.skip(this.number());
    else if (kind === kinds.list) this.list(depth + 1);
    else if (kind === kinds.struct) this.struct(depth + 1);
    else if (numbers.has(kind)) this.number();
    else if (kind !== kinds.yes && kind !== kinds.no) throw new Error('it holds a value of no known kind');
  }

  private list(depth: number): void {
    if (depth > deepest) throw new Error('it nests deeper than a table does');
    const head = this.byte();
    const length = head >> 4 === 15 ? this.number() : head >> 4;
    if (length < 0 || length > this.bytes.length - this.at) throw new Error('a list is longer than its bytes');
    const kind = head & 15;
    // In a list they have a byte each.
    const isTruth = kind === kinds.yes || kind === kinds.no;
    for (let each = 0; each < length; each++) this.value(isTruth ? kinds.byte : kind, depth);
  }

  private byte(): number {
    this.skip(1);
    return this.bytes[this.at - 1]!;
  }

  /** Its low 32 bits, as the library reads lengths. */
  private number(): number {
    let number = 0;
    for (let bytes = 0; bytes < longestNumber; bytes++) {
      const byte = this.byte();
      number |= (byte & 0x7f) << (7 * bytes);
      if (byte < 0x80) return number;
    }
    throw new Error('a number has more digits than a number has');
  }

  private skip(bytes: number): void {
    if (bytes < 0 || bytes > this.bytes.length - this.at) throw new Error('it leads out of its bytes');
    this.at += bytes;
  }
}
