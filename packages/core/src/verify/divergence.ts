/** How far two tensors of one shape are apart. */
export interface TensorDifference {
  /** Values in a tensor. */
  readonly values: number;
  /** Values whose bits differ. */
  readonly differing: number;
  /** Place of the first of them, counted through all values. */
  readonly first: number;
  /** Largest difference. */
  readonly largest: number;
  /** The same as a share of the largest value of either tensor. */
  readonly relative: number;
}

/**
 * Compares two tensors bit for bit.
 * @returns null when they are equal.
 */
export function tensorDifference(a: Float32Array, b: Float32Array): TensorDifference | null {
  const [bitsA, bitsB] = [a, b].map((values) => new Int32Array(values.buffer, values.byteOffset, values.length)) as [Int32Array, Int32Array]; // prettier-ignore
  let differing = 0;
  let first = -1;
  let largest = 0;
  let scale = 0;
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] as number, b[at] as number];
    scale = Math.max(scale, Math.abs(x), Math.abs(y));
    if (bitsA[at] === bitsB[at]) continue;
    if (first < 0) first = at;
    differing++;
    largest = Math.max(largest, Math.abs(x - y));
  }
  return differing === 0 ? null : { values: a.length, differing, first, largest, relative: largest / scale };
}

/** First index at which two lists differ, or the shorter one's length; -1 when they are equal. */
export function firstDifference(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 && a.length < b.length ? a.length : at;
}

/**
 * The first of the steps that both have whose loss differs in its bits, 1-based; null when none does.
 * @param losses of every step, as a manifest holds them: little-endian float32, base64.
 */
export function firstOtherLoss(losses: string, others: string): number | null {
  const [first, second] = [losses, others].map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer];
  for (let at = 0; at + 4 <= Math.min(first.length, second.length); at += 4)
    if (first.compare(second, at, at + 4, at, at + 4) !== 0) return at / 4 + 1;
  return null;
}
