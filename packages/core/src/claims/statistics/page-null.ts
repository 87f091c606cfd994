/** A distribution on the integers from `from` on: `weights[i]` is the probability of `from + i`. */
interface Distribution {
  readonly from: number;
  readonly weights: Float64Array;
}

/**
 * The null distribution of Page's L over blocks whose ranks are permuted independently.
 * @param blocks Each block's ranks times two (so midranks are integers), at most about ten.
 */
export function pageNull(blocks: readonly (readonly number[])[]): Distribution {
  const known = new Map<string, Distribution>();
  let total: Distribution = { from: 0, weights: Float64Array.of(1) };
  for (const ranks of blocks) {
    const sorted = [...ranks].sort((a, b) => a - b);
    const key = sorted.join();
    const block = known.get(key) ?? blockNull(sorted);
    known.set(key, block);
    total = convolve(total, block);
  }
  return total;
}

/** P(L >= value). */
export function upperTail(distribution: Distribution, value: number): number {
  const first = Math.max(0, value - distribution.from);
  return Math.min(
    1,
    distribution.weights.subarray(first).reduce((sum, weight) => sum + weight, 0),
  );
}

/**
 * Σ_j j · rank(π(j)) over all permutations π, by dynamic programming over the set of ranks already given away:
 * 2^k sets instead of k! permutations.
 */
function blockNull(ranks: readonly number[]): Distribution {
  const k = ranks.length;
  const most = ranks.reduce((sum, rank, index) => sum + rank * (index + 1), 0);
  const sets = Array.from({ length: 2 ** k }, () => new Float64Array(0));
  sets[0] = new Float64Array(most + 1);
  sets[0][0] = 1;
  for (let set = 0; set < sets.length - 1; set += 1) {
    const sums = sets[set]!;
    const position = bitCount(set) + 1;
    for (let item = 0; item < k; item += 1) {
      if (set & (1 << item)) continue;
      const next = set | (1 << item);
      if (sets[next]!.length === 0) sets[next] = new Float64Array(most + 1);
      const target = sets[next]!;
      const step = position * ranks[item]!;
      for (let sum = 0; sum + step <= most; sum += 1) target[sum + step]! += sums[sum]! / (k - position + 1);
    }
    sets[set] = new Float64Array(0);
  }
  const weights = sets.at(-1)!;
  const from = weights.findIndex((weight) => weight > 0);
  return { from, weights: weights.slice(from) };
}

function convolve(a: Distribution, b: Distribution): Distribution {
  const weights = new Float64Array(a.weights.length + b.weights.length - 1);
  b.weights.forEach((weight, shift) => {
    if (weight === 0) return;
    for (let i = 0; i < a.weights.length; i += 1) weights[i + shift]! += weight * a.weights[i]!;
  });
  return { from: a.from + b.from, weights };
}

function bitCount(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
