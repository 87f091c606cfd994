import type { ClaimSpec } from '../spec/claims-schema.js';
import type { Cell, CellTable } from './cell-table.js';
import type { ClaimResult } from './observations.js';

/** What the experiment declares, whether it has been run or not. Observations of anything else are left alone. */
export interface JudgeContext {
  /** Target sizes, training images a class. */
  readonly sizes: readonly number[];
  readonly conditions: readonly string[];
  readonly replicates: readonly number[];
}

type TestOf<Kind extends ClaimSpec['test']['kind']> = Extract<ClaimSpec['test'], { kind: Kind }>;
export type TrendTest = TestOf<'trend'>;
export type ContrastsTest = TestOf<'contrasts'>;
export type BestTest = TestOf<'best'>;
export type EquivalenceTest = TestOf<'equivalence'>;

export interface Limits {
  readonly alpha: number;
  readonly margin: number;
}

/** What a kind of claim finds out; `judgeClaims` adds the claim's id, statement and origin. */
export type Judgement = Pick<ClaimResult, 'verdict' | 'summary' | 'findings' | 'best' | 'cautions'> & {
  /** Cells that it looks at and that have no accuracy. */
  readonly missing: readonly Cell[];
};

/** How a kind of claim is judged: a pure function. */
export type Judge<Test> = (test: Test, limits: Limits, table: CellTable, context: JudgeContext) => Judgement;
