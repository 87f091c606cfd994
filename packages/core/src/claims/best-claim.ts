import { bestByPlace, bestWords } from './best-by-place.js';
import { bestGrid, duels } from './best-grid.js';
import { cautionsOf, leftOut, noBest, unknownConditions } from './cautions.js';
import type { BestTest, Judge } from './context.js';
import { incompleteIf, type GridEntry } from './contrast-grid.js';
import { namesIn, noDataAt, noPlace, placesByVerdict } from './grid-words.js';
import type { Finding } from './observations.js';
import { placeWords } from './places.js';
import { unanimous } from './statistics/verdict.js';
import { intervalWords, pWords, points } from './words.js';

/**
 * Kind `best`: at each place the best of `among` is one of `are`.
 *
 * For a single champion the test is an intersection of paired contrasts, champion minus each of the others: the largest
 * p (Berger 1982). Which of `are` is the champion is not fixed beforehand, so the smallest of these p values is
 * multiplied by the number of candidates (Bonferroni), and Holm runs over places. *Contradicted* is the same with the
 * roles exchanged: one of the others beats each of `are`. *Equivalent*: no two of `among` differ by the margin.
 * P(best) by resampling stands beside it and does not enter the verdict.
 */
export const judgeBest: Judge<BestTest> = (test, limits, table, context) => {
  const grid = bestGrid(duels(test, table, context), test, limits);
  const entries = grid.flatMap((row) => row.entries);
  const findings = entries.flatMap(findingOf);
  const best = bestByPlace(test, test, table, context);
  const withoutBest = grid
    .map(({ place }) => place)
    .filter(({ images, point }) => !best.some((one) => one.images === images && one.point === point));
  const family = grid.length * test.are.length;
  const cautions = [
    ...unknownConditions(namesIn(test.among, test, context), context),
    ...(grid.length > 0 ? [] : [noPlace(test)]),
    ...leftOut(entries.flatMap((entry) => entry.paired.missing)),
    ...noDataAt(entries),
    ...(findings.length > 0 ? cautionsOf(findings, limits, family, true) : []),
    ...noBest(withoutBest),
  ];
  const missing = entries.flatMap((entry) => entry.paired.missing);
  const verdict = unanimous(grid.map((row) => row.verdict));
  const sentences = [
    ...placesByVerdict(grid, (test.among.length * (test.among.length - 1)) / 2),
    ...leads(entries),
    ...bestWords(best, test),
  ];
  const summary = findings.length > 0 ? sentences.join(' ') : 'Nothing to judge the best on.';
  return { verdict, summary, findings, best, cautions, missing };
};

function findingOf(entry: GridEntry): Finding[] {
  if (entry.interval === null) return [];
  const p = {
    t: entry.raw.claimed.t,
    'sign-flip': entry.raw.claimed.signFlip,
    't, Holm': entry.adjusted.claimed.t,
    'sign-flip, Holm': entry.adjusted.claimed.signFlip,
  };
  const { images, point } = entry.place;
  return [
    { name: entry.name, images, point, interval: entry.interval, p, verdict: entry.verdict, ...incompleteIf(entry) },
  ];
}

/** "At 25 the best of S2T and S3T leads by 0.41 points (…)": the place that speaks least for the claim. */
function leads(entries: readonly GridEntry[]): string[] {
  const [entry] = entries
    .filter(({ interval }) => interval !== null)
    .sort((a, b) => b.adjusted.claimed.t - a.adjusted.claimed.t);
  if (entry === undefined || entry.interval === null) return [];
  return [
    `The weakest lead, ${entry.name} at ${placeWords(entry.place)}, is ${points(entry.interval.mean)} points ` +
      `(${intervalWords(entry.interval)}; adjusted exact sign-flip ${pWords(entry.adjusted.claimed.signFlip)} for above 0).`,
  ];
}
