import type { Place } from '../../figures/cells.js';
import type { GridPoint } from '../../spec/grid.js';

/** Grid points whose mean is one side; or a number to compare with. */
export type Operand = readonly GridPoint[] | number;

export interface ContrastAt {
  readonly name: string;
  readonly plus: Operand;
  /** Undefined where a trend is of the metric itself. */
  readonly minus: Operand | undefined;
}

/** One of those among which the best is looked for. */
export interface Candidate {
  readonly name: string;
  readonly points: readonly GridPoint[];
  /** Whether it is among those that the claim says. */
  readonly claimed: boolean;
}

/** What a claim looks at where it is judged once. */
export interface ClaimAt {
  readonly place: Place;
  /** Of trends, contrasts and equivalences. */
  readonly contrasts: readonly ContrastAt[];
  /** Of `best`. */
  readonly candidates: readonly Candidate[];
}
