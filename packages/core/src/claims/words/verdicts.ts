import type { Place } from '../../figures/cells.js';
import { type Verdict, verdicts } from '../statistics/verdict.js';
import { capital, count } from '../../words.js';
import { atWords, placesWords } from './places.js';

/** "Supported at 50 and 100 images per class, inconclusive at 200 images per class (3 contrasts, Holm's correction over 3 places)." */
export function placesByVerdict(
  grid: readonly { readonly place: Place; readonly verdict: Verdict }[],
  contrasts: number,
  noun: string,
): string[] {
  const parts = verdicts.flatMap((verdict) => {
    const where = grid.filter((row) => row.verdict === verdict).map(({ place }) => place);
    return where.length === 0 ? [] : [`${verdict}${atWords(placesWords(where))}`];
  });
  if (parts.length === 0) return [];
  const holm = grid.length > 1 ? `, Holm's correction over ${count(grid.length, 'place')}` : '';
  return [`${capital(parts.join(', '))} (${count(contrasts, noun)}${holm}).`];
}
