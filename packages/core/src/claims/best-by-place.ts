import { bestShare } from './statistics/best-share.js';
import type { CellTable } from './cell-table.js';
import type { JudgeContext } from './context.js';
import type { BestFinding } from './observations.js';
import { ascending, placesOf, placeWords } from './places.js';
import { list, percent } from './words.js';

/** Which condition is best: the set that is compared, and those that are claimed to hold the best. */
interface Best {
  readonly among: readonly string[];
  readonly are: readonly string[];
}

/** P(best) at each place, over the replicates that have all of `among` there; places with fewer than two drop out. */
export function bestByPlace(
  best: Best | undefined,
  test: Parameters<typeof placesOf>[0],
  table: CellTable,
  context: JudgeContext,
): BestFinding[] {
  if (best === undefined) return [];
  return placesOf(test, context.sizes).flatMap((place) => {
    const [among, are] = [best.among, best.are].map((names) => names.map(place.name)) as [string[], string[]];
    const images = place.images!;
    const rows = ascending(context.replicates)
      .map((replicate) => among.map((condition) => table({ replicate, images, condition })))
      .filter((row): row is number[] => !row.includes(undefined));
    if (rows.length < 2) return [];
    const wanted = among.map((condition) => are.includes(condition));
    const chance = wanted.filter(Boolean).length / among.length;
    const probability = bestShare(rows, wanted);
    return [{ images, point: place.point, among, are, probability, chance, n: rows.length }];
  });
}

/** "The best of 5 conditions is S2T or S3T in 87 % of resamples at 50 and 41 % at 100 (chance 40 %)." */
export function bestWords(findings: readonly BestFinding[], best: Best | undefined): string[] {
  const [first] = findings;
  if (first === undefined || best === undefined) return [];
  const shares = findings.map((finding, index) => {
    const share = percent(Number(finding.probability.toFixed(2)));
    const where = placeWords(finding);
    return index === 0 ? `${share} of resamples at ${where}` : `${share} at ${where}`;
  });
  const who = `The best of ${best.among.length} conditions is ${list(best.are, 'or')}`;
  return [`${who} in ${list(shares)} (chance ${percent(Number(first.chance.toFixed(2)))}).`];
}
