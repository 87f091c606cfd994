import { logit } from 'simple-statistics';
import { cautionsOf, leftOut, unknownConditions } from './cautions.js';
import type { Cell, CellTable } from './cell-table.js';
import { ascending } from './context.js';
import type { Judge, JudgeContext, TrendTest } from './context.js';
import { pairedContrast } from './contrasts.js';
import { evidenceOf } from './evidence.js';
import type { Finding } from './observations.js';
import { pageTest } from './page.js';
import { slopePerDoubling } from './slope.js';
import { verdictOf } from './verdict.js';
import { intervalWords, pWords, points } from './words.js';

/**
 * Kind `trend` (protocol, C1): within each replicate the contrast's least-squares slope on log2 of the target size;
 * then the mean slope over replicates, in percentage points a doubling, with its t interval and the exact sign-flip
 * test, which together give the verdict. Page's L (secondary) and the same slope on the logit scale, where a ceiling
 * compresses nothing, stand beside it and do not enter the verdict. A replicate counts if it has all sizes: slopes over
 * different sizes are not comparable.
 */
export const judgeTrend: Judge<TrendTest> = (test, limits, table, context) => {
  const { contrast, direction } = test;
  const sign = direction === 'rising' ? 1 : -1;
  const rows = completeRows(table, test, context);
  const slopes = rows.values.map((values) => slopePerDoubling(rows.sizes, values));
  const evidence = rows.sizes.length > 1 ? evidenceOf(slopes, sign, limits) : null;
  const cautions = [
    ...unknownConditions([...contrast.mean, ...contrast.minus], context),
    ...(rows.sizes.length > 1 ? [] : ['A trend needs at least two target sizes.']),
    ...leftOut(rows.missing),
  ];
  if (evidence === null) {
    return { verdict: 'inconclusive', summary: `Nothing to judge ${contrast.name} on.`, findings: [], cautions };
  }
  const predicted = rows.values.map((values) => (sign === 1 ? values : [...values].reverse()));
  const page = pageTest(predicted);
  const finding: Finding = {
    name: `slope of ${contrast.name} on log2 of the target size`,
    images: null,
    interval: evidence.interval,
    p: {
      t: evidence.claimed.t,
      'sign-flip': evidence.claimed.signFlip,
      [page.exact ? "Page's L" : "Page's L, normal approximation"]: page.p,
    },
    verdict: verdictOf(evidence, limits.alpha),
  };
  const findings = [finding, ...onLogitScale(table, test, limits, context, slopes.length)];
  const summary =
    `Each doubling of the target set changes ${contrast.name} by ${points(evidence.interval.mean)} points ` +
    `(${intervalWords(evidence.interval)}; one-sided exact sign-flip ${pWords(evidence.claimed.signFlip)}).`;
  return { verdict: finding.verdict, summary, findings, cautions: [...cautions, ...cautionsOf([finding], limits, 1)] };
};

interface Rows {
  readonly sizes: readonly number[];
  /** One row a complete replicate, one column a size. */
  readonly values: readonly (readonly number[])[];
  readonly missing: readonly Cell[];
}

function completeRows(table: CellTable, { contrast }: TrendTest, context: JudgeContext): Rows {
  const sizes = ascending(context.sizes);
  const columns = sizes.map((size) => pairedContrast(table, contrast, size, context.replicates));
  const complete = ascending(context.replicates).filter((replicate) =>
    columns.every((column) => column.replicates.includes(replicate)),
  );
  const values = complete.map((replicate) =>
    columns.map((column) => column.values[column.replicates.indexOf(replicate)]!),
  );
  return { sizes, values, missing: columns.flatMap((column) => column.missing) };
}

/** The slope in log-odds a doubling; nothing where an accuracy of 0 or 100 has no log-odds. It has no margin. */
function onLogitScale(
  table: CellTable,
  test: TrendTest,
  limits: { readonly alpha: number; readonly margin: number },
  context: JudgeContext,
  expected: number,
): Finding[] {
  const logits: CellTable = (cell) => {
    const accuracy = table(cell);
    return accuracy !== undefined && accuracy > 0 && accuracy < 100 ? logit(accuracy / 100) : undefined;
  };
  const { sizes, values } = completeRows(logits, test, context);
  const slopes = values.map((row) => slopePerDoubling(sizes, row));
  const evidence = evidenceOf(slopes, test.direction === 'rising' ? 1 : -1, limits);
  if (evidence === null || slopes.length < expected) return [];
  return [
    {
      name: `slope of ${test.contrast.name} on log2 of the target size, in log-odds`,
      images: null,
      interval: evidence.interval,
      p: { t: evidence.claimed.t, 'sign-flip': evidence.claimed.signFlip },
      verdict: verdictOf({ ...evidence, equivalence: 1 }, limits.alpha),
    },
  ];
}
