import { bestByPlace, bestWords } from './best-by-place.js';
import { noBest } from './cautions.js';
import type { ContrastsTest, Judge } from './context.js';
import { contrastGrid, contrastsByPlace, findingOf } from './contrast-grid.js';
import type { GridEntry } from './contrast-grid.js';
import { cautionsOnGrid, placesByVerdict } from './grid-words.js';
import type { Verdict } from './statistics/verdict.js';
import { placeWords } from './places.js';
import { unanimous } from './statistics/verdict.js';
import { intervalWords, pWords, points } from './words.js';

/**
 * Kind `contrasts` (protocol, C2): at each place in scope all contrasts must lie above 0.
 *
 * A place is *supported* if each contrast is, *contradicted* if one lies below 0, *equivalent* if each lies inside the
 * margin, else *inconclusive* (`contrast-grid.ts` has the corrections). The claim speaks of all places in scope, so its
 * verdict is what every place says: *supported* if supported at every one, *contradicted* if at every one some
 * contrast lies below 0, *equivalent* if nothing differs by the margin anywhere, and *inconclusive* for any mixture. A
 * claim that holds at some sizes and fails at others is a mixture; the summary names which, so that a single
 * counterexample is seen, and neither it nor a single success is taken for the whole.
 */
export const judgeContrasts: Judge<ContrastsTest> = (test, limits, table, context) => {
  const grid = contrastGrid(contrastsByPlace(test, table, context), limits);
  const entries = grid.flatMap((row) => row.entries);
  const findings = entries.flatMap(findingOf);
  const best = bestByPlace(test.best, test, table, context);
  const withoutBest = grid
    .map((row) => row.place)
    .filter(({ images, point }) => !best.some((one) => one.images === images && one.point === point));
  const cautions = [
    ...cautionsOnGrid(grid, findings, limits, context, test, [...(test.best?.among ?? []), ...(test.best?.are ?? [])]),
    ...(test.best === undefined ? [] : noBest(withoutBest)),
  ];
  const missing = entries.flatMap((entry) => entry.paired.missing);
  const verdict = unanimous(grid.map((row) => row.verdict));
  const sentences = [
    ...placesByVerdict(grid, test.contrasts.length),
    ...weakest(entries, verdict),
    ...bestWords(best, test.best),
  ];
  const summary = findings.length > 0 ? sentences.join(' ') : 'Nothing to judge the contrasts on.';
  return { verdict, summary, findings, ...(test.best === undefined ? {} : { best }), cautions, missing };
};

/** The contrast that speaks least for the claim: the one with the largest t-test p. */
function weakest(entries: readonly GridEntry[], verdict: Verdict): string[] {
  const judged = entries.filter((entry) => entry.interval !== null);
  const [entry] = judged.sort((a, b) => b.raw.claimed.t - a.raw.claimed.t);
  if (entry === undefined || entry.interval === null) return [];
  const { signFlip } = verdict === 'contradicted' ? entry.adjusted.opposite : entry.adjusted.claimed;
  const side = verdict === 'contradicted' ? 'below' : 'above';
  return [
    `The weakest contrast, ${entry.name} at ${placeWords(entry.place)}, is ${points(entry.interval.mean)} points ` +
      `(${intervalWords(entry.interval)}; adjusted exact sign-flip ${pWords(signFlip)} for ${side} 0).`,
  ];
}
