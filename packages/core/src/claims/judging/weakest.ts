import type { Claim } from '../model/claim.js';
import { atWords, placeWords } from '../words/places.js';
import { numberWords } from '../words/units.js';
import { type GridEntry, type GridRow, hasData } from './grid.js';

/**
 * "The weakest contrast, S2T at depth 3, is 1.31 percentage points (95 % interval …; …).": the entry that speaks least
 * for a claim, the one with data whose p is largest. Nothing where no entry has data.
 * @param tests what its tests say, behind the interval.
 */
export function weakestWords(
  grid: readonly GridRow[],
  claim: Claim,
  p: (entry: GridEntry) => number,
  lead: string,
  tests: (entry: GridEntry) => string,
): string[] {
  const [entry] = grid.flatMap(({ entries }) => entries).filter(hasData).sort((a, b) => p(b) - p(a)); // prettier-ignore
  if (!entry) return [];
  const { difference, interval } = numberWords(claim);
  const name = `${entry.name}${atWords(placeWords(entry.place))}`;
  return [`${lead}, ${name}, is ${difference(entry.interval.mean)} (${interval(entry.interval)}; ${tests(entry)}).`];
}
