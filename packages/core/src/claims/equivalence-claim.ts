import type { EquivalenceTest, Judge, Limits } from './context.js';
import { contrastsByPlace, type GridEntry, type GridRow, type PlaceContrasts } from './contrast-grid.js';
import { evidenceOf, noEvidence } from './evidence.js';
import { cautionsOnGrid, placesByVerdict } from './grid-words.js';
import { holmOfAll, holmOfRows } from './holm.js';
import type { Finding, Verdict } from './observations.js';
import { placeWords } from './places.js';
import { tTestAbove } from './t-test.js';
import { unanimous } from './verdict.js';
import { intervalWords, pWords, points } from './words.js';

/**
 * Kind `equivalence`: at each place in scope all contrasts must lie inside the margin.
 *
 * A place is *supported* if each contrast's two one-sided tests (TOST) pass alpha/2, so that the whole interval lies
 * inside the margin: intersection-union within the place, Holm over places. It is *contradicted* if some contrast lies
 * wholly outside of the margin, on either side, after Holm over all contrasts and places. Else it is *inconclusive*; the
 * verdict *equivalent* does not occur, because it is what the claim says. The claim's verdict is what every place says.
 */
export const judgeEquivalence: Judge<EquivalenceTest> = (test, limits, table, context) => {
  const grid = equivalenceGrid(contrastsByPlace(test, table, context), limits);
  const entries = grid.flatMap((row) => row.entries);
  const findings = entries.flatMap(findingOf);
  const cautions = cautionsOnGrid(grid, findings, limits, context, test);
  const verdict = unanimous(grid.map((row) => row.verdict));
  const sentences = [...placesByVerdict(grid, test.contrasts.length), ...farthest(entries, limits)];
  const summary = findings.length > 0 ? sentences.join(' ') : 'Nothing to judge the contrasts on.';
  return { verdict, summary, findings, cautions };
};

export function equivalenceGrid(rows: readonly PlaceContrasts[], limits: Limits): GridRow[] {
  const raw = rows.map(({ place, contrasts }) => ({
    place,
    entries: contrasts.map(({ name, paired }) => {
      const evidence = evidenceOf(paired.values, 1, limits);
      const outside = paired.values.length === 0 ? 1 : outsideMargin(paired.values, limits.margin);
      return { name, place, paired, interval: evidence?.interval ?? null, raw: evidence ?? noEvidence, outside };
    }),
  }));
  const inside = holmOfRows(raw.map(({ entries }) => entries.map((entry) => entry.raw.equivalence)));
  const beyond = holmOfAll(raw.map(({ entries }) => entries.map((entry) => entry.outside)));
  const half = limits.alpha / 2;
  return raw.map(({ place, entries }, i) => {
    const judged = entries.map((entry, j) => {
      const verdict: Verdict =
        beyond[i]![j]! <= half ? 'contradicted' : entry.raw.equivalence <= half ? 'supported' : 'inconclusive';
      return { ...entry, adjusted: { ...entry.raw, equivalence: inside[i]! }, verdict };
    });
    const contradicted = judged.some(({ verdict }) => verdict === 'contradicted');
    return { place, entries: judged, verdict: contradicted ? 'contradicted' : inside[i]! <= half ? 'supported' : 'inconclusive' }; // prettier-ignore
  });
}

/** p of "the mean lies inside the margin": small where it lies beyond one side of it. */
function outsideMargin(values: readonly number[], margin: number): number {
  const opposite = values.map((value) => -value);
  return Math.min(1, 2 * Math.min(tTestAbove(values, margin), tTestAbove(opposite, margin)));
}

function findingOf(entry: GridEntry): Finding[] {
  if (entry.interval === null) return [];
  const p = { TOST: entry.raw.equivalence, 'TOST, Holm': entry.adjusted.equivalence };
  const { images, point } = entry.place;
  return [{ name: entry.name, images, point, interval: entry.interval, p, verdict: entry.verdict }];
}

/** The contrast that speaks least for the claim: the one with the largest TOST p. */
function farthest(entries: readonly GridEntry[], { margin }: Limits): string[] {
  const [entry] = entries
    .filter(({ interval }) => interval !== null)
    .sort((a, b) => b.raw.equivalence - a.raw.equivalence);
  if (entry === undefined || entry.interval === null) return [];
  return [
    `The contrast farthest from 0, ${entry.name} at ${placeWords(entry.place)}, is ${points(entry.interval.mean)} points ` +
      `(${intervalWords(entry.interval)}; margin ${margin}, TOST ${pWords(entry.raw.equivalence)}).`,
  ];
}
