import { bestShare } from './best.js';
import type { CellTable } from './cell-table.js';
import { ascending, sizesJudged } from './context.js';
import type { ContrastsTest, JudgeContext } from './context.js';
import type { BestFinding } from './observations.js';
import { list, percent } from './words.js';

/** P(best) at each judged size, over the replicates that have all of `among` there; sizes with fewer than two drop out. */
export function bestBySize(test: ContrastsTest, table: CellTable, context: JudgeContext): BestFinding[] {
  if (test.best === undefined) return [];
  const { among, are } = test.best;
  return sizesJudged(test, context.sizes).flatMap((images) => {
    const rows = ascending(context.replicates)
      .map((replicate) => among.map((condition) => table({ replicate, images, condition })))
      .filter((row): row is number[] => !row.includes(undefined));
    if (rows.length < 2) return [];
    const wanted = among.map((condition) => are.includes(condition));
    const chance = wanted.filter(Boolean).length / among.length;
    return [{ images, among, are, probability: bestShare(rows, wanted), chance, n: rows.length }];
  });
}

/** "The best of 5 conditions is S2T or S3T in 87 % of resamples at 50 and 41 % at 100 (chance 40 %)." */
export function bestWords(findings: readonly BestFinding[]): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const shares = findings.map(({ probability, images }, index) => {
    const share = percent(Number(probability.toFixed(2)));
    return index === 0 ? `${share} of resamples at ${images}` : `${share} at ${images}`;
  });
  const who = `The best of ${first.among.length} conditions is ${list(first.are, 'or')}`;
  return [`${who} in ${list(shares)} (chance ${percent(Number(first.chance.toFixed(2)))}).`];
}
