import type { EquivalenceTest, Judge, Limits } from './context.js';
import { contrastsByPlace, incompleteIf, type GridEntry, type GridRow, type PlaceContrasts } from './contrast-grid.js';
import { countedEvidence, evidenceOf, noEvidence, type TestPair } from './statistics/evidence.js';
import { cautionsOnGrid, placesByVerdict } from './grid-words.js';
import { holmOfAll, holmOfRows } from './statistics/holm.js';
import type { Finding } from './observations.js';
import type { Verdict } from './statistics/verdict.js';
import { placeWords } from './places.js';
import { signFlipAbove } from './statistics/sign-flip.js';
import { tTestAbove } from './statistics/t-test.js';
import { passesBoth, unanimous } from './statistics/verdict.js';
import { intervalWords, pWords, points } from './words.js';

/**
 * Kind `equivalence`: at each place in scope all contrasts must lie inside the margin.
 *
 * A place is *supported* if each contrast's two one-sided tests (TOST) pass alpha/2, so that the whole interval lies
 * inside the margin, and the exact sign-flip test agrees: intersection-union within the place, Holm over places. It is *contradicted* if some contrast lies
 * wholly outside of the margin, on either side, after Holm over all contrasts and places. Else it is *inconclusive*; the
 * verdict *equivalent* does not occur, because it is what the claim says. The claim's verdict is what every place says.
 */
export const judgeEquivalence: Judge<EquivalenceTest> = (test, limits, table, context) => {
  const grid = equivalenceGrid(contrastsByPlace(test, table, context), limits);
  const entries = grid.flatMap((row) => row.entries);
  const findings = entries.flatMap(findingOf);
  const cautions = cautionsOnGrid(grid, findings, limits, context, test);
  const missing = entries.flatMap((entry) => entry.paired.missing);
  const verdict = unanimous(grid.map((row) => row.verdict));
  const sentences = [...placesByVerdict(grid, test.contrasts.length), ...farthest(entries, limits)];
  const summary = findings.length > 0 ? sentences.join(' ') : 'Nothing to judge the contrasts on.';
  return { verdict, summary, findings, cautions, missing };
};

export function equivalenceGrid(rows: readonly PlaceContrasts[], limits: Limits): GridRow[] {
  const raw = rows.map(({ place, contrasts }) => ({
    place,
    entries: contrasts.map(({ name, paired }) => {
      const evidence = evidenceOf(paired.values, 1, limits);
      const outside = paired.missing.length > 0 ? noEvidence.claimed : outsideMargin(paired.values, limits.margin);
      return { name, place, paired, interval: evidence?.interval ?? null, raw: evidence ?? noEvidence, outside };
    }),
  }));
  const counted = raw.map(({ entries }) => entries.map((entry) => countedEvidence(entry.raw, entry.paired.missing).equivalence)); // prettier-ignore
  const byPlace = (of: keyof TestPair) => holmOfRows(counted.map((row) => row.map((pair) => pair[of])));
  const inside = { t: byPlace('t'), signFlip: byPlace('signFlip') };
  const all = (of: keyof TestPair) => holmOfAll(raw.map(({ entries }) => entries.map((entry) => entry.outside[of])));
  const beyond = { t: all('t'), signFlip: all('signFlip') };
  return raw.map(({ place, entries }, i) => {
    const together = { t: inside.t[i]!, signFlip: inside.signFlip[i]! };
    const judged = entries.map((entry, j) => {
      const far = { t: beyond.t[i]![j]!, signFlip: beyond.signFlip[i]![j]! };
      const verdict = sideOf(far, counted[i]![j]!, limits);
      return { ...entry, adjusted: { ...entry.raw, equivalence: together }, verdict };
    });
    const contradicted = judged.some(({ verdict }) => verdict === 'contradicted');
    return { place, entries: judged, verdict: contradicted ? 'contradicted' : sideOf(noEvidence.claimed, together, limits) }; // prettier-ignore
  });
}

/** Two-sided p of "the mean lies inside the margin": small where it lies beyond one side of it. */
function outsideMargin(values: readonly number[], margin: number): TestPair {
  if (values.length === 0) return noEvidence.claimed;
  const opposite = values.map((value) => -value);
  const beyond = [values, opposite].map((side) => side.map((value) => value - margin));
  return {
    t: Math.min(1, 2 * Math.min(tTestAbove(values, margin), tTestAbove(opposite, margin))),
    // The side that the t test takes, without the normal distribution.
    signFlip: Math.min(...beyond.map(signFlipAbove)),
  };
}

function sideOf(outside: TestPair, inside: TestPair, { alpha }: Limits): Verdict {
  if (passesBoth(outside, alpha)) return 'contradicted';
  return passesBoth(inside, alpha) ? 'supported' : 'inconclusive';
}

function findingOf(entry: GridEntry): Finding[] {
  if (entry.interval === null) return [];
  const p = {
    TOST: entry.raw.equivalence.t,
    'TOST, sign-flip': entry.raw.equivalence.signFlip,
    'TOST, Holm': entry.adjusted.equivalence.t,
    'TOST, sign-flip, Holm': entry.adjusted.equivalence.signFlip,
  };
  const { images, point } = entry.place;
  return [
    { name: entry.name, images, point, interval: entry.interval, p, verdict: entry.verdict, ...incompleteIf(entry) },
  ];
}

/** The contrast that speaks least for the claim: the one with the largest TOST p. */
function farthest(entries: readonly GridEntry[], { margin }: Limits): string[] {
  const [entry] = entries
    .filter(({ interval }) => interval !== null)
    .sort((a, b) => b.raw.equivalence.t - a.raw.equivalence.t);
  if (entry === undefined || entry.interval === null) return [];
  return [
    `The contrast farthest from 0, ${entry.name} at ${placeWords(entry.place)}, is ${points(entry.interval.mean)} points ` +
      `(${intervalWords(entry.interval)}; margin ${margin}, TOST ${pWords(entry.raw.equivalence.t)}).`,
  ];
}
