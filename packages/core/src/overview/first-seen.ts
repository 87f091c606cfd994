import { hash } from 'node:crypto';

/** 32-bit words kept of a digest: in the largest set, two examples that differ agree in four of them once in 10^22 sets. */
const words = 4;

/** Which examples are equal: of each, the number of the first that is like it. 28 to 36 bytes an example. */
export class FirstSeen {
  /** For each example, in the order of adding, the number of the first that is equal: its own where there was none. */
  readonly first: Uint32Array;
  private readonly digests: Uint32Array;
  /** A hash table: the number of a first example and 1; 0 is free. */
  private readonly table: Uint32Array;
  private length = 0;

  /** @param examples how many will be added at most. */
  constructor(examples: number) {
    this.first = new Uint32Array(examples);
    this.digests = new Uint32Array(words * examples);
    let size = 2;
    while (size < 2 * examples) size *= 2;
    this.table = new Uint32Array(size);
  }

  add(content: Uint8Array | Float32Array): void {
    const { digests, first, table } = this;
    const digest = hash('sha256', content, 'buffer');
    const own = this.length++;
    for (let word = 0; word < words; word++) digests[own * words + word] = digest.readUInt32LE(4 * word);
    const mask = table.length - 1;
    let slot = (digests[own * words] as number) & mask;
    for (; table[slot] !== 0; slot = (slot + 1) & mask) {
      const other = (table[slot] as number) - 1;
      if (!this.areEqual(own, other)) continue;
      first[own] = other;
      return;
    }
    table[slot] = own + 1;
    first[own] = own;
  }

  private areEqual(one: number, other: number): boolean {
    for (let word = 0; word < words; word++) {
      if (this.digests[one * words + word] !== this.digests[other * words + word]) return false;
    }
    return true;
  }
}

/**
 * Groups of equal examples, of two and more, in the order of their first; each ascending.
 * @param first for each example, the number of the first that is equal.
 */
export function* equalGroups(first: Uint32Array): Generator<Uint32Array> {
  const sizes = new Uint32Array(first.length);
  for (const at of first) sizes[at] = (sizes[at] as number) + 1;
  const ends = new Uint32Array(first.length);
  let total = 0;
  for (const [at, size] of sizes.entries()) {
    ends[at] = total;
    if (size > 1) total += size;
  }
  const members = new Uint32Array(total);
  for (const [index, at] of first.entries()) if ((sizes[at] as number) > 1) members[(ends[at] as number)++] = index;
  for (const [at, size] of sizes.entries()) {
    if (size > 1) yield members.subarray((ends[at] as number) - size, ends[at]);
  }
}
