import type { Claim } from '../model/claim.js';
import { countedEvidence, evidenceOf, noEvidence, outsideMargin, type TestPair } from '../statistics/evidence.js';
import { holmOfAll, holmOfRows } from '../statistics/holm.js';
import { passesBoth, type Verdict } from '../statistics/verdict.js';
import type { GridRow, PlaceRow } from './grid.js';

/** All contrasts at all places of an equivalence: inside the margin after Holm over places, outside over all of them. */
export function equivalenceGrid(rows: readonly PlaceRow[], limits: Pick<Claim, 'alpha' | 'margin'>): GridRow[] {
  const raw = rows.map(({ place, contrasts: named }) =>
    named.map((contrast) => {
      const { values, missing } = contrast.paired;
      const evidence = evidenceOf(values, 1, limits);
      const outside = missing.length > 0 ? noEvidence.claimed : outsideMargin(values, limits.margin);
      const inside = countedEvidence(evidence, missing).equivalence;
      return { ...contrast, place, interval: evidence?.interval ?? null, raw: evidence ?? noEvidence, inside, outside };
    }),
  );
  const byPlace = (test: keyof TestPair) => holmOfRows(raw.map((row) => row.map(({ inside }) => inside[test])));
  const all = (test: keyof TestPair) => holmOfAll(raw.map((row) => row.map(({ outside }) => outside[test])));
  const together = { t: byPlace('t'), signFlip: byPlace('signFlip') };
  const beyond = { t: all('t'), signFlip: all('signFlip') };
  return rows.map(({ place }, i) => {
    const here = { t: together.t[i]!, signFlip: together.signFlip[i]! };
    const entries = raw[i]!.map(({ inside, name, paired, interval, raw: evidence }, j) => {
      const verdict = sideOf({ t: beyond.t[i]![j]!, signFlip: beyond.signFlip[i]![j]! }, inside, limits.alpha);
      return { name, paired, place, interval, raw: evidence, adjusted: { ...evidence, equivalence: here }, verdict };
    });
    const contradicted = entries.some(({ verdict }) => verdict === 'contradicted');
    return { place, entries, verdict: contradicted ? 'contradicted' : sideOf(noEvidence.claimed, here, limits.alpha) };
  });
}

function sideOf(outside: TestPair, inside: TestPair, alpha: number): Verdict {
  if (passesBoth(outside, alpha)) return 'contradicted';
  return passesBoth(inside, alpha) ? 'supported' : 'inconclusive';
}
