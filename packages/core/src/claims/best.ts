import seedrandom from 'seedrandom';
import { factorial } from 'simple-statistics';

const enumerated = 10;
const drawn = 20_000;
const seed = 'seedbed/claims/best';
const tie = 1e-9;

/**
 * How often the condition with the highest mean accuracy is one of a set, when replicates are resampled with
 * replacement (protocol, C2: P(best depth in {2, 3})). Ties share the credit. The result depends on no clock and no
 * order: up to 10 replicates every resample is weighed by its multinomial probability; above, 20,000 are drawn from a
 * fixed seed. Compare it with chance, `are.length / among.length`. It says how stable the winner is under the
 * replicates at hand; it is not a test.
 * @param accuracies One row a replicate, one column a condition; at least one row.
 * @param wanted For each column, whether it is one of the set.
 * @returns 0 to 1.
 */
export function bestShare(accuracies: readonly (readonly number[])[], wanted: readonly boolean[]): number {
  const resamples = accuracies.length <= enumerated ? everyResample(accuracies) : someResamples(accuracies);
  let share = 0;
  for (const { sums, weight } of resamples) share += weight * credit(sums, wanted);
  return Math.min(1, share);
}

interface Resample {
  /** Summed accuracy, one a condition. */
  readonly sums: readonly number[];
  readonly weight: number;
}

function credit(sums: readonly number[], wanted: readonly boolean[]): number {
  const top = Math.max(...sums) - tie;
  const winners = wanted.filter((_, index) => sums[index]! >= top);
  return winners.filter(Boolean).length / winners.length;
}

/** All multisets of n of the n rows, weighed n! / (c_1! … c_n!) / n^n. */
function everyResample(rows: readonly (readonly number[])[]): Resample[] {
  const n = rows.length;
  const resamples: Resample[] = [];
  const extend = (index: number, left: number, sums: readonly number[], weight: number) => {
    const row = rows[index]!;
    const last = index === n - 1;
    for (let times = last ? left : 0; times <= left; times += 1) {
      const next = sums.map((sum, column) => sum + times * row[column]!);
      const share = weight / factorial(times);
      if (last) resamples.push({ sums: next, weight: share });
      else extend(index + 1, left - times, next, share);
    }
  };
  extend(0, n, new Array<number>(rows[0]!.length).fill(0), factorial(n) / n ** n);
  return resamples;
}

function someResamples(rows: readonly (readonly number[])[]): Resample[] {
  const random = seedrandom(seed);
  return Array.from({ length: drawn }, () => {
    const picked = rows.map(() => rows[Math.floor(random() * rows.length)]!);
    return { sums: rows[0]!.map((_, column) => picked.reduce((sum, row) => sum + row[column]!, 0)), weight: 1 / drawn };
  });
}
