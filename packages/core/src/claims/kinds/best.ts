import { z } from 'zod';
import { candidatesAt } from '../sides/sides.js';
import { selector } from '../../spec/selector-schema.js';
import { fail, field } from '../../spec/value.js';
import { metricText } from '../../plan/metric-name.js';
import { bestShares } from '../judging/best-shares.js';
import { atMargin, bestGrid, duels, pairsOf, signOf, testsOf } from '../judging/duels.js';
import { claimedP, type GridEntry, gridJudgement, gridQuantities, type GridRow } from '../judging/grid.js';
import { weakestWords } from '../judging/weakest.js';
import type { Claim, ClaimKind } from '../model/claim.js';
import { smallestCorrectedP } from '../statistics/reach.js';
import { bestWords, noBest } from '../words/best.js';
import { differenceCautions } from '../words/cautions.js';
import { pWords } from '../words/numbers.js';
import { placesByVerdict } from '../words/verdicts.js';

/**
 * At each place the best of `among` is one of `are`; what is better, the metric says.
 *
 * For a single champion the test is an intersection of paired contrasts, champion against each of the others
 * (`championOf`), and Holm runs over places. *Contradicted* is the same with the roles exchanged: one of the others
 * beats each of `are`. *Equivalent*: no two of `among` differ by the margin. How often the best is one of `are` when
 * replicates are resampled is shown beside it and does not enter the verdict.
 */
export const best: ClaimKind = {
  name: 'best',
  summary: 'At each place the best of some levels is one of those that are claimed.',
  schema: z.strictObject({ among: selector, are: selector }),
  sides: (body) => [[field(body, 'among')].flatMap((among) => among ?? [])],
  check({ claim, metric }) {
    if (metric.component.better === 'neither') throw fail('SB_CLAIM_BEST', claim, `there is no best ${metricText(metric)}: neither more nor less of it is better`, 'contrast its levels instead'); // prettier-ignore
  },
  at: (body, reader) => ({ contrasts: [], candidates: candidatesAt(body, reader) }),
  judge(claim, values) {
    const grid = bestGrid(duels(claim, values), claim);
    const judged = gridJudgement(claim, grid, values, claimedP);
    const shares = bestShares(claim, values, signOf(claim));
    const pairs = pairsOf(claim.places[0]?.candidates ?? []).length;
    const sentences = [...placesByVerdict(grid, pairs, 'pair'), ...weakestLead(grid, claim), ...bestWords(shares)];
    return {
      ...judged,
      summary: judged.findings.length > 0 ? sentences.join(' ') : 'Nothing to judge the best on.',
      best: shares,
      cautions: [...judged.cautions, ...differenceCautions(claim, judged.findings), ...noBest(claim, shares)],
    };
  },
  family: (claim) => ({ size: testsOf(claim), of: 'tests' }),
  smallestP: (claim, replicates) => smallestCorrectedP(replicates, testsOf(claim)),
  quantities(claim, values) {
    const rows = duels(claim, values);
    return gridQuantities(rows, claim.places.flatMap(({ candidates }) => atMargin(candidates, claim)), (other) => bestGrid(other, claim)); // prettier-ignore
  },
  falseVerdicts: ['supported', 'contradicted'],
};

/** The lead that speaks least for the claim: the one with the largest adjusted p. */
function weakestLead(grid: readonly GridRow[], claim: Claim): string[] {
  const p = ({ adjusted }: GridEntry) => adjusted.claimed.t;
  const side = signOf(claim) === 1 ? 'above' : 'below';
  return weakestWords(grid, claim, p, 'The weakest lead', ({ adjusted }) => `adjusted exact sign-flip ${pWords(adjusted.claimed.signFlip)} for ${side} 0`); // prettier-ignore
}
