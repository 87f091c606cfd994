/** The first bytes, so many if there are; what is behind them is not read. */
export async function headOf(pieces: AsyncGenerator<Buffer, void, undefined>, most: number): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const piece of pieces) {
    head = Buffer.concat([head, piece]);
    if (head.length >= most) break;
  }
  return head.subarray(0, most);
}

/** Pieces without the first bytes. */
export async function* behind(start: number, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let left = start;
  for await (const piece of pieces) {
    if (piece.length > left) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}
