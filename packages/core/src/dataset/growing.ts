type Numbers = Float32Array | Uint32Array | Uint8Array;

const bits = 16;
const pieceLength = 1 << bits;

/**
 * Numbers that come one by one, without knowing how many. The first ones are copied as they become more, so that many short
 * columns take little; later ones are in pieces that never are.
 */
export class Growing<Kind extends Numbers> {
  private readonly pieces: Kind[] = [];
  private used = 0;

  constructor(private readonly Kind: new (length: number) => Kind) {}

  add(number: number): void {
    const at = this.used & (pieceLength - 1);
    if (at === 0) this.pieces.push(new this.Kind(this.used === 0 ? 64 : pieceLength));
    const piece = this.pieces[this.pieces.length - 1]!;
    if (at < piece.length) piece[at] = number;
    else this.enlarged(piece)[at] = number;
    this.used += 1;
  }

  private enlarged(first: Kind): Kind {
    const larger = new this.Kind(2 * first.length);
    larger.set(first);
    this.pieces[0] = larger;
    return larger;
  }

  at(index: number): number {
    return this.pieces[index >>> bits]![index & (pieceLength - 1)]!;
  }

  get length(): number {
    return this.used;
  }

  /** All of them, behind each other. */
  get values(): Kind {
    const all = new this.Kind(this.used);
    for (const [piece, numbers] of this.pieces.entries()) {
      const start = piece << bits;
      all.set(numbers.subarray(0, this.used - start), start);
    }
    return all;
  }
}
