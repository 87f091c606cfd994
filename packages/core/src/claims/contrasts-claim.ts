import { bestBySize, bestWords } from './best-by-size.js';
import { cautionsOf, leftOut, noBest, unknownConditions } from './cautions.js';
import type { ContrastsTest, Judge } from './context.js';
import { contrastGrid, findingOf } from './contrast-grid.js';
import type { GridEntry, GridRow } from './contrast-grid.js';
import type { Verdict } from './observations.js';
import { unanimous } from './verdict.js';
import { count, intervalWords, list, pWords, points } from './words.js';

/**
 * Kind `contrasts` (protocol, C2): at each size in scope all contrasts must lie above 0.
 *
 * A size is *supported* if each contrast is, *contradicted* if one lies below 0, *equivalent* if each lies inside the
 * margin, else *inconclusive* (`contrast-grid.ts` has the corrections). The claim speaks of all sizes in scope, so its
 * verdict is what every size says: *supported* if supported at every size, *contradicted* if at every size some
 * contrast lies below 0, *equivalent* if nothing differs by the margin anywhere, and *inconclusive* for any mixture. A
 * claim that holds at some sizes and fails at others is a mixture; the summary names which, so that a single
 * counterexample is seen, and neither it nor a single success is taken for the whole.
 */
export const judgeContrasts: Judge<ContrastsTest> = (test, limits, table, context) => {
  const grid = contrastGrid(test, limits, table, context);
  const entries = grid.flatMap((row) => row.entries);
  const findings = entries.flatMap(findingOf);
  const best = bestBySize(test, table, context);
  const withoutBest = grid.map((row) => row.images).filter((size) => !best.some(({ images }) => images === size));
  const cautions = [
    ...unknownConditions(namedConditions(test), context),
    ...(grid.length > 0
      ? []
      : [`The experiment has no target size${test.below === undefined ? '' : ` below ${test.below}`}.`]),
    ...leftOut(entries.flatMap((entry) => entry.paired.missing)),
    ...noDataAt(entries),
    ...(findings.length > 0 ? cautionsOf(findings, limits, grid.length) : []),
    ...(test.best === undefined ? [] : noBest(withoutBest)),
  ];
  const verdict = unanimous(grid.map((row) => row.verdict));
  const sentences = [...sizesByVerdict(grid, test.contrasts.length), ...weakest(entries, verdict), ...bestWords(best)];
  const summary = findings.length > 0 ? sentences.join(' ') : 'Nothing to judge the contrasts on.';
  return { verdict, summary, findings, ...(test.best === undefined ? {} : { best }), cautions };
};

function namedConditions({ contrasts, best }: ContrastsTest): string[] {
  const contrasted = contrasts.flatMap(({ mean, minus }) => [...mean, ...minus]);
  return [...contrasted, ...(best === undefined ? [] : [...best.among, ...best.are])];
}

function noDataAt(entries: readonly GridEntry[]): string[] {
  const empty = entries.filter((entry) => entry.interval === null).map(({ name, images }) => `${name} at ${images}`);
  return empty.length === 0 ? [] : [`No replicate has all cells of ${list(empty)}.`];
}

/** "Supported at 50 and 100 images a class, inconclusive at 200 (3 contrasts, Holm's correction over 3 sizes)." */
function sizesByVerdict(grid: readonly GridRow[], contrasts: number): string[] {
  const parts = (['supported', 'contradicted', 'equivalent', 'inconclusive'] as const).flatMap((verdict) => {
    const where = grid.filter((row) => row.verdict === verdict).map((row) => row.images);
    return where.length === 0 ? [] : [`${verdict} at ${list(where)}`];
  });
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const text = [`${first[0]!.toUpperCase()}${first.slice(1)} images a class`, ...others].join(', ');
  const holm = grid.length > 1 ? `, Holm's correction over ${grid.length} sizes` : '';
  return [`${text} (${count(contrasts, 'contrast')}${holm}).`];
}

/** The contrast that speaks least for the claim: the one with the largest t-test p. */
function weakest(entries: readonly GridEntry[], verdict: Verdict): string[] {
  const judged = entries.filter((entry) => entry.interval !== null);
  const [entry] = judged.sort((a, b) => b.raw.claimed.t - a.raw.claimed.t);
  if (entry === undefined || entry.interval === null) return [];
  const { signFlip } = verdict === 'contradicted' ? entry.adjusted.opposite : entry.adjusted.claimed;
  const side = verdict === 'contradicted' ? 'below' : 'above';
  return [
    `The weakest contrast, ${entry.name} at ${entry.images}, is ${points(entry.interval.mean)} points ` +
      `(${intervalWords(entry.interval)}; adjusted exact sign-flip ${pWords(signFlip)} for ${side} 0).`,
  ];
}
