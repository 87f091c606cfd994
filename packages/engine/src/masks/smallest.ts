/**
 * Marks the smallest values: 0 for each of them and 1 for the others. Of equal values the first ones are marked.
 * @param count how many.
 */
export function withoutSmallest(values: Float32Array | Float64Array, count: number): Float32Array {
  const sorted = values.slice().sort();
  const limit = sorted[count] ?? Infinity;
  // Those that are as large as the first one that stays and yet are to go.
  let equal = count;
  for (const value of values) if (value < limit) equal--;
  return Float32Array.from(values, (value) => (value < limit || (value === limit && equal-- > 0) ? 0 : 1));
}

/** How many of `all` a share is: rounded, halves up. */
export const shareOf = (share: number, all: number): number => Math.floor(share * all + 0.5);
