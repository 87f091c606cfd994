/** Rows of numbers, all of one width. */
export interface Rows {
  /** Values a row. */
  readonly width: number;
  /** Copies the rows at `indices`, in that order, to `target`. */
  copy(indices: ArrayLike<number>, target: Float32Array): void;
}

/** Rows that lie in memory, one after the other. */
export const rowsInMemory = (values: Float32Array, width: number): Rows => ({
  width,
  copy(indices, target) {
    for (let at = 0; at < indices.length; at++) {
      const from = (indices[at] as number) * width;
      target.set(values.subarray(from, from + width), at * width);
    }
  },
});
