import type { Claim } from '../model/claim.js';
import type { BestFinding } from '../model/result.js';
import type { Values } from '../model/values.js';
import { bestShare } from '../statistics/best-share.js';
import { placeValues, placeWords } from '../words/places.js';
import { completeRows, paired } from './paired.js';

/**
 * How often the best is one of those that are claimed, at each place, over the replicates that have all candidates
 * there; places with fewer than two such replicates drop out.
 * @param sign 1 where more is better, -1 where less is.
 */
export function bestShares({ places, metric, margin }: Claim, values: Values, sign: 1 | -1): BestFinding[] {
  return places.flatMap(({ place, candidates }) => {
    const columns = candidates.map(({ points }) => paired({ plus: points, minus: undefined }, metric, values));
    // In margins: what counts as a tie there is far below what matters.
    const rows = completeRows(columns).map((row) => row.map((value) => (sign * value) / margin));
    if (rows.length < 2) return [];
    const wanted = candidates.map(({ claimed }) => claimed);
    return [
      {
        ...{ place: placeValues(place), where: placeWords(place) },
        among: candidates.map(({ name }) => name),
        are: candidates.filter(({ claimed }) => claimed).map(({ name }) => name),
        probability: bestShare(rows, wanted),
        chance: wanted.filter(Boolean).length / candidates.length,
        n: rows.length,
      },
    ];
  });
}
