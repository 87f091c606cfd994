import seedrandom from 'seedrandom';
import { factorial } from 'simple-statistics';

const enumerated = 10;
const drawn = 10_000;
const seed = 'seedbed/claims/best';

/**
 * How often the candidate with the highest mean is one of a set, when replicates are resampled with replacement. Ties,
 * up to rounding, share the credit. The result depends on no clock and no
 * order: up to 10 replicates every resample is weighed by its multinomial probability; above, 10,000 are drawn from a
 * fixed seed (standard error at most 0.005). Compare it with chance, `are.length / among.length`. It says how stable the
 * winner is under the replicates at hand; it is not a test.
 * @param values One row a replicate, one column a candidate; at least one row. Where less is better, their opposites.
 * @param wanted For each column, whether it is one of the set.
 * @returns 0 to 1.
 */
export function bestShare(values: readonly (readonly number[])[], wanted: readonly boolean[]): number {
  return Math.min(
    1,
    bestShares(values).reduce((sum, share, column) => sum + (wanted[column] ? share : 0), 0),
  );
}

/** The same for every candidate by itself: shares that add up to 1. */
export function bestShares(values: readonly (readonly number[])[]): number[] {
  const shares = new Array<number>(values[0]!.length).fill(0);
  const tie = 1e-12 * values.length * Math.max(...values.flat().map(Math.abs));
  const count = ({ sums, weight }: Resample) => {
    let [top, winners] = [-Infinity, 0];
    for (const sum of sums) top = Math.max(top, sum);
    for (const sum of sums) if (sum >= top - tie) winners += 1;
    for (let column = 0; column < shares.length; column += 1)
      if (sums[column]! >= top - tie) shares[column]! += weight / winners;
  };
  if (values.length <= enumerated) everyResample(values).forEach(count);
  else someResamples(values, count);
  return shares;
}

interface Resample {
  /** Summed values, one a candidate. */
  readonly sums: readonly number[];
  readonly weight: number;
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

function someResamples(rows: readonly (readonly number[])[], count: (resample: Resample) => void): void {
  const random = seedrandom.alea(seed);
  const columns = rows[0]!.length;
  const table = Float64Array.from(rows.flat());
  for (let draw = 0; draw < drawn; draw += 1) {
    const sums = new Array<number>(columns).fill(0);
    for (let picked = 0; picked < rows.length; picked += 1) {
      const at = Math.floor(random.quick() * rows.length) * columns;
      for (let column = 0; column < columns; column += 1) sums[column]! += table[at + column]!;
    }
    count({ sums, weight: 1 / drawn });
  }
}
