import { errorFunction, mean } from 'simple-statistics';
import { pageNull, upperTail } from './page-null.js';

const exactTreatments = 10;
const exactBlocks = 30;

export interface PageTest {
  /** Page's L: Σ over treatments of predicted order (1 …) times rank sum. */
  readonly L: number;
  /** One-sided, in the predicted order. */
  readonly p: number;
  readonly exact: boolean;
}

/**
 * Page's test for ordered alternatives (Page 1963), blocks = replicates, treatments = places along an axis. The null is that
 * within a replicate the values come in any order; independence of the places is not needed, so it suits paired, nested
 * data where Jonckheere's test does not.
 *
 * The null is exact, ties as midranks, up to 10 treatments and 30 blocks; above that it is the normal approximation
 * with the permutation variance and without continuity correction.
 * @param blocks One row a replicate; its values in the predicted order, the one predicted smallest first.
 */
export function pageTest(blocks: readonly (readonly number[])[]): PageTest {
  const ranks = blocks.map(midranks);
  const L = ranks.reduce((sum, block) => sum + weighted(block), 0);
  const treatments = blocks[0]?.length ?? 0;
  if (treatments < 2) return { L, p: 1, exact: true };
  if (treatments > exactTreatments || blocks.length > exactBlocks) {
    return { L, p: normalTail(ranks, L), exact: false };
  }
  const doubled = ranks.map((block) => block.map((rank) => Math.round(2 * rank)));
  return { L, p: upperTail(pageNull(doubled), Math.round(2 * L)), exact: true };
}

const weighted = (block: readonly number[]) => block.reduce((sum, rank, index) => sum + rank * (index + 1), 0);

/** Ranks from 1; values closer than rounding share the mean of their ranks. */
function midranks(values: readonly number[]): number[] {
  const tie = 1e-9;
  return values.map((value) => {
    const smaller = values.filter((other) => other < value - tie).length;
    const equal = values.filter((other) => Math.abs(other - value) <= tie).length;
    return smaller + (equal + 1) / 2;
  });
}

/** Under permutation a block's sum has mean k(k+1)²/4 and variance Σ(j - j̄)² Σ(r - r̄)² / (k - 1). */
function normalTail(ranks: readonly (readonly number[])[], L: number): number {
  const k = ranks[0]!.length;
  const expected = (ranks.length * k * (k + 1) ** 2) / 4;
  const order = squaredDeviations(ranks[0]!.map((_, index) => index + 1));
  const variance = ranks.reduce((sum, block) => sum + (order * squaredDeviations(block)) / (k - 1), 0);
  if (variance === 0) return 1;
  const z = (L - expected) / Math.sqrt(variance);
  return Math.max(0, (1 - errorFunction(z / Math.SQRT2)) / 2);
}

function squaredDeviations(values: readonly number[]): number {
  const centre = mean([...values]);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}
