import type { ClaimSpec } from '../spec/claims-schema.js';
import { bestGrid, duels, pairsOf } from './best-grid.js';
import type { CellTable } from './cell-table.js';
import type { BestTest, JudgeContext } from './context.js';
import { contrastGrid, contrastsByPlace, type PlaceContrasts } from './contrast-grid.js';
import { completeRows } from './contrasts.js';
import { equivalenceGrid } from './equivalence-claim.js';
import { evidenceOf } from './statistics/evidence.js';
import type { Verdict } from './statistics/verdict.js';
import { slopesOf, trendRows } from './trend.js';
import { unanimous, verdictOf } from './statistics/verdict.js';

/** What a claim is judged on, as columns of numbers by replicate, and the judging of other numbers in their place. */
export interface Quantities {
  /** One row a complete replicate of the pilot. */
  readonly rows: readonly (readonly number[])[];
  /** The true value of each column under an effect as large as the margin, in the claimed direction. */
  readonly atMargin: readonly number[];
  readonly judge: (columns: readonly (readonly number[])[]) => Verdict;
}

/** What a claim is judged on, from the cells of a pilot. */
export function quantitiesOf({ test, alpha, margin }: ClaimSpec, table: CellTable, context: JudgeContext): Quantities {
  const limits = { alpha, margin };
  if (test.kind === 'trend') {
    const sign = test.direction === 'rising' ? 1 : -1;
    const slopes = slopesOf(trendRows(table, test, context));
    const judge: Quantities['judge'] = ([values = []]) => verdictOf(evidenceOf(values, sign, limits)!, alpha);
    return { rows: slopes.map((slope) => [slope]), atMargin: [sign * margin], judge };
  }
  const places = test.kind === 'best' ? duels(test, table, context) : contrastsByPlace(test, table, context);
  const columns = places.flatMap(({ contrasts }) => contrasts);
  const judged = (rows: readonly PlaceContrasts[]) => {
    if (test.kind === 'best') return bestGrid(rows, test, limits);
    return test.kind === 'contrasts' ? contrastGrid(rows, limits) : equivalenceGrid(rows, limits);
  };
  return {
    rows: completeRows(columns.map(({ paired }) => paired)),
    atMargin: columns.map((_, index) => (test.kind === 'best' ? duelAtMargin(test, margin, index) : test.kind === 'contrasts' ? margin : 0)), // prettier-ignore
    judge: (values) => unanimous(judged(withValues(places, values)).map(({ verdict }) => verdict)),
  };
}

/** The first of `are` leads everyone by the margin; the rest are alike. One value a pair, places one after the other. */
function duelAtMargin(test: BestTest, margin: number, index: number): number {
  const pairs = pairsOf(test);
  const [a, b] = pairs[index % pairs.length]!;
  return a === test.are[0] ? margin : b === test.are[0] ? -margin : 0;
}

/** The same places with other values, all replicates complete. */
function withValues(places: readonly PlaceContrasts[], columns: readonly (readonly number[])[]): PlaceContrasts[] {
  let next = 0;
  return places.map(({ place, contrasts }) => ({
    place,
    contrasts: contrasts.map(({ name }) => {
      const values = columns[next++]!;
      return { name, paired: { values, replicates: values.map((_, replicate) => replicate), missing: [] } };
    }),
  }));
}
