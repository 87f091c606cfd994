import { logit } from 'simple-statistics';
import { cautionsOf, leftOut, unknownConditions } from './cautions.js';
import type { Cell, CellTable } from './cell-table.js';
import type { Judge, JudgeContext, Limits, TrendTest } from './context.js';
import { completeRows, pairedContrast } from './contrasts.js';
import { countedEvidence, evidenceOf, noEvidence } from './statistics/evidence.js';
import { namesIn } from './grid-words.js';
import type { Finding } from './observations.js';
import { pageTest } from './statistics/page.js';
import { placesOf, type Place } from './places.js';
import { slopeOn } from './statistics/slope.js';
import { verdictOf } from './statistics/verdict.js';
import { intervalWords, pWords, points } from './words.js';

/**
 * Kind `trend` (protocol, C1): within each replicate the contrast's least-squares slope on the axis (log2 of the target
 * size, or another axis); then the mean slope over replicates, in percentage points a step (a doubling), with its t
 * interval and the exact sign-flip test, which together give the verdict. Page's L (secondary) and the same slope on the
 * logit scale, where a ceiling compresses nothing, stand beside it and do not enter the verdict. A replicate counts if
 * it has all places: slopes over different ones are not comparable.
 */
export const judgeTrend: Judge<TrendTest> = (test, limits, table, context) => {
  const { contrast, direction } = test;
  const sign = direction === 'rising' ? 1 : -1;
  const rows = trendRows(table, test, context);
  const slopes = slopesOf(rows);
  const evidence = rows.places.length > 1 ? evidenceOf(slopes, sign, limits) : null;
  const cautions = [
    ...unknownConditions(namesIn([...contrast.mean, ...contrast.minus], test, context), context),
    ...(rows.places.length > 1 ? [] : ['A trend needs at least two target sizes.']),
    ...leftOut(rows.missing),
  ];
  if (evidence === null) {
    const summary = `Nothing to judge ${contrast.name} on.`;
    return { verdict: 'inconclusive', summary, findings: [], cautions, missing: rows.missing };
  }
  const predicted = rows.values.map((values) => (sign === 1 ? values : [...values].reverse()));
  const page = pageTest(predicted);
  const finding: Finding = {
    name: `slope of ${contrast.name} on ${axisWords(test)}`,
    images: null,
    point: null,
    interval: evidence.interval,
    p: {
      t: evidence.claimed.t,
      'sign-flip': evidence.claimed.signFlip,
      [page.exact ? "Page's L" : "Page's L, normal approximation"]: page.p,
    },
    verdict: verdictOf(countedEvidence(evidence, rows.missing), limits.alpha),
    ...(rows.missing.length > 0 ? { incomplete: true } : {}),
  };
  const findings = [finding, ...onLogitScale(table, test, limits, context, slopes.length)];
  const summary =
    `${stepWords(test)} changes ${contrast.name} by ${points(evidence.interval.mean)} points ` +
    `(${intervalWords(evidence.interval)}; one-sided exact sign-flip ${pWords(evidence.claimed.signFlip)}).`;
  const all = [...cautions, ...cautionsOf([finding], limits, 1)];
  return { verdict: finding.verdict, summary, findings, cautions: all, missing: rows.missing };
};

function axisWords({ over }: TrendTest): string {
  if (over === undefined) return 'log2 of the target size';
  return over.scale === 'log2' ? `log2 of ${over.name}` : over.name;
}

function stepWords({ over }: TrendTest): string {
  if (over === undefined) return 'Each doubling of the target set';
  return over.scale === 'log2' ? `Each doubling of ${over.name}` : `Each step of 1 in ${over.name}`;
}

interface Rows {
  readonly places: readonly Place[];
  /** One row a complete replicate, one column a place. */
  readonly values: readonly (readonly number[])[];
  readonly missing: readonly Cell[];
}

/** The contrast at every place of the axis, by replicate. */
export function trendRows(table: CellTable, test: TrendTest, context: JudgeContext): Rows {
  const places = placesOf(test, context.sizes);
  const columns = places.map((place) => pairedContrast(table, test.contrast, place, context.replicates));
  return { places, values: completeRows(columns), missing: columns.flatMap((column) => column.missing) };
}

/** One slope a complete replicate. */
export const slopesOf = ({ places, values }: Rows) =>
  places.length < 2
    ? []
    : values.map((row) =>
        slopeOn(
          places.map(({ at }) => at),
          row,
        ),
      );

/** The slope in log-odds a step; nothing where an accuracy of 0 or 100 has no log-odds. It has no margin. */
function onLogitScale(
  table: CellTable,
  test: TrendTest,
  limits: Limits,
  context: JudgeContext,
  expected: number,
): Finding[] {
  const logits: CellTable = (cell) => {
    const accuracy = table(cell);
    return accuracy !== undefined && accuracy > 0 && accuracy < 100 ? logit(accuracy / 100) : undefined;
  };
  const rows = trendRows(logits, test, context);
  const slopes = slopesOf(rows);
  const evidence = evidenceOf(slopes, test.direction === 'rising' ? 1 : -1, limits);
  if (evidence === null || slopes.length < expected) return [];
  return [
    {
      name: `slope of ${test.contrast.name} on ${axisWords(test)}, in log-odds`,
      images: null,
      point: null,
      interval: evidence.interval,
      p: { t: evidence.claimed.t, 'sign-flip': evidence.claimed.signFlip },
      verdict: verdictOf(
        { ...countedEvidence(evidence, rows.missing), equivalence: noEvidence.equivalence },
        limits.alpha,
      ),
      ...(rows.missing.length > 0 ? { incomplete: true } : {}),
    },
  ];
}
