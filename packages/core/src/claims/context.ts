import type { ClaimSpec } from '../spec/claims-schema.js';
import type { CellTable } from './cell-table.js';
import type { ClaimResult } from './observations.js';

/** What the experiment declares, whether it has been run or not. Observations of anything else are left alone. */
export interface JudgeContext {
  /** Target sizes, training images a class. */
  readonly sizes: readonly number[];
  readonly conditions: readonly string[];
  readonly replicates: readonly number[];
}

export type TrendTest = Extract<ClaimSpec['test'], { kind: 'trend' }>;
export type ContrastsTest = Extract<ClaimSpec['test'], { kind: 'contrasts' }>;

/** What a kind of claim finds out; `judgeClaims` adds the claim's id, statement and origin. */
export type Judgement = Pick<ClaimResult, 'verdict' | 'summary' | 'findings' | 'best' | 'cautions'>;

/** How a kind of claim is judged: a pure function. */
export type Judge<Test> = (
  test: Test,
  limits: { readonly alpha: number; readonly margin: number },
  table: CellTable,
  context: JudgeContext,
) => Judgement;

export const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/** The sizes that a claim speaks of, ascending: the family over which its p values are corrected. */
export function sizesJudged(test: ClaimSpec['test'], sizes: readonly number[]): number[] {
  const below = test.kind === 'contrasts' ? (test.below ?? Infinity) : Infinity;
  return ascending(sizes).filter((size) => size < below);
}
