type Numbers = Float32Array | Uint32Array;

/** Numbers that come a few at a time, without knowing how many. */
export class Growing<Kind extends Numbers> {
  private all: Kind;
  private used = 0;

  /** @param each how many come at a time; 0 where none do. */
  constructor(
    private readonly Kind: new (length: number) => Kind,
    private readonly each: number,
  ) {
    this.all = new Kind(1024 * each);
  }

  add(numbers: ArrayLike<number>): void {
    if (this.used + numbers.length > this.all.length) {
      const larger = new this.Kind(2 * this.all.length);
      larger.set(this.all);
      this.all = larger;
    }
    this.all.set(numbers, this.used);
    this.used += numbers.length;
  }

  /** How often `add` was called. */
  get length(): number {
    return this.each === 0 ? 0 : this.used / this.each;
  }

  get values(): Kind {
    return this.all.subarray(0, this.used) as Kind;
  }
}
