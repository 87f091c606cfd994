/** Bytes of a header, and what contents are filled up to. */
const block = 512;

/**
 * Sees whether a tar archive is complete: behind its last entry there are blocks of zeros. One that was cut off between
 * two entries has none, and looks like a smaller archive otherwise.
 */
export class TarEnd {
  private total = 0;
  private zeros = 0;
  private lastEntry = 0;

  /** Told of every piece of the archive, in order. */
  passes(piece: Uint8Array): void {
    this.total += piece.length;
    let zeros = 0;
    while (zeros < piece.length && piece[piece.length - 1 - zeros] === 0) zeros++;
    this.zeros = zeros === piece.length ? this.zeros + zeros : zeros;
  }

  /** Told of every entry: where its content begins, and how long it is, in bytes. */
  entry({ byteOffset, size }: { readonly byteOffset?: number; readonly size?: number | undefined }): void {
    this.lastEntry = (byteOffset ?? 0) + Math.ceil((size ?? 0) / block) * block;
  }

  isThere(): boolean {
    return this.zeros >= block && this.total - this.lastEntry >= block;
  }
}
