import seedrandom from 'seedrandom';

/** Up to so many values all 2^k sign patterns are counted; beyond, patterns are drawn. */
export const exactSignFlips = 30;
const drawn = 9_999;
const seed = 'seedbed/claims/sign-flip';

/** The smallest p that the exact one-sided test can give: all k values on the claimed side. */
export function smallestSignFlipP(k: number): number {
  return 2 ** -k;
}

/**
 * Exact one-sided paired sign-flip test. Under the null each difference is symmetric about 0, so that each of the 2^k
 * sign patterns is as likely; p is the share of patterns whose sum is at least the observed one, the observed one
 * included. Differences of 0 stay in: both of their signs count.
 *
 * All patterns are counted for k <= 30: the sums of each half of the values are listed and sorted (2^15 at most), and
 * pairs that reach the observed sum are counted by two pointers. Above that, 9,999 patterns are drawn from a fixed
 * seed and p = (1 + hits) / (1 + drawn).
 * @param values Paired differences in margins, one a replicate, finite. No value at all gives 1.
 */
export function signFlipAbove(values: readonly number[]): number {
  const observed = sumOf(values);
  // Sums that differ only by rounding count as ties; values are in margins, far above this.
  const threshold = observed - 1e-9 * Math.max(1, sumOf(values.map(Math.abs)));
  if (values.length > exactSignFlips) return sampledShare(values, threshold);
  const middle = values.length >> 1;
  const low = signedSums(values.slice(0, middle));
  const high = signedSums(values.slice(middle));
  let hits = 0;
  let from = high.length;
  for (const sum of low) {
    while (from > 0 && sum + high[from - 1]! >= threshold) from -= 1;
    hits += high.length - from;
  }
  return hits / 2 ** values.length;
}

/** Two-sided form: the share of patterns whose sum is at least as far from 0 as the observed one. */
export function signFlipTwoSided(values: readonly number[]): number {
  const opposite = values.map((value) => -value);
  return Math.min(1, 2 * Math.min(signFlipAbove(values), signFlipAbove(opposite)));
}

/** All 2^k sums of ±values, ascending. */
function signedSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(2 ** values.length);
  let filled = 1;
  for (const value of values) {
    for (let i = 0; i < filled; i += 1) {
      sums[filled + i] = sums[i]! - value;
      sums[i]! += value;
    }
    filled *= 2;
  }
  return sums.sort();
}

function sampledShare(values: readonly number[], threshold: number): number {
  const random = seedrandom.alea(seed);
  let hits = 0;
  for (let draw = 0; draw < drawn; draw += 1) {
    let [sum, signs] = [0, 0];
    for (let index = 0; index < values.length; index += 1) {
      // One draw has the signs of 32 values.
      signs = index % 32 === 0 ? random.int32() : signs >>> 1;
      sum += signs & 1 ? values[index]! : -values[index]!;
    }
    if (sum >= threshold) hits += 1;
  }
  return (1 + hits) / (1 + drawn);
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
