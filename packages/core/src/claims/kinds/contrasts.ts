import { z } from 'zod';
import { contrastAt, sidesOf } from '../sides/sides.js';
import { contrastSchema } from '../../spec/selector-schema.js';
import { itemsOf } from '../../spec/value.js';
import { contrastGrid } from '../judging/contrast-grid.js';
import {
  claimedP,
  contrastsByPlace,
  type GridEntry,
  gridJudgement,
  gridQuantities,
  type GridRow,
} from '../judging/grid.js';
import { weakestWords } from '../judging/weakest.js';
import type { Claim, ClaimKind } from '../model/claim.js';
import { smallestCorrectedP } from '../statistics/reach.js';
import { differenceCautions } from '../words/cautions.js';
import { pWords } from '../words/numbers.js';
import { placesByVerdict } from '../words/verdicts.js';

/**
 * At each place all contrasts must lie above 0.
 *
 * A place is *supported* if each contrast is, *contradicted* if one lies below 0, *equivalent* if each lies inside the
 * margin, else *inconclusive*. The claim speaks of all its places, so its verdict is what every place says, and
 * *inconclusive* for any mixture; the summary names the places of each, so that a single counterexample is seen, and
 * neither it nor a single success is taken for all.
 */
export const contrasts: ClaimKind = {
  name: 'contrasts',
  summary: 'At each place every contrast, plus minus minus, lies above 0.',
  schema: z.array(contrastSchema, { error: 'a list of { plus, minus }' }).min(1, { error: 'at least one { plus, minus }' }), // prettier-ignore
  sides: (body) => sidesOf(itemsOf(body)),
  at: (body, reader) => ({ contrasts: itemsOf(body).map((each) => contrastAt(each, reader)), candidates: [] }),
  judge(claim, values) {
    const grid = contrastGrid(contrastsByPlace(claim, values), claim);
    const judged = gridJudgement(claim, grid, values, claimedP);
    const sentences = [...placesByVerdict(grid, grid[0]?.entries.length ?? 0, 'contrast'), ...weakest(grid, claim, judged.verdict === 'contradicted')]; // prettier-ignore
    return {
      ...judged,
      summary: judged.findings.length > 0 ? sentences.join(' ') : 'Nothing to judge the contrasts on.',
      cautions: [...judged.cautions, ...differenceCautions(claim, judged.findings)],
    };
  },
  family: ({ places }) => ({ size: places.length, of: 'places' }),
  smallestP: ({ places }, replicates) => smallestCorrectedP(replicates, places.length),
  quantities(claim, values) {
    const rows = contrastsByPlace(claim, values);
    return gridQuantities(rows, rows.flatMap((row) => row.contrasts.map(() => claim.margin)), (other) => contrastGrid(other, claim)); // prettier-ignore
  },
  falseVerdicts: ['supported', 'contradicted'],
};

/** The contrast that speaks least for the claim: the one with the largest t-test p. */
function weakest(grid: readonly GridRow[], claim: Claim, contradicted: boolean): string[] {
  const p = ({ raw }: GridEntry) => raw.claimed.t;
  const [side, where] = contradicted ? (['opposite', 'below'] as const) : (['claimed', 'above'] as const);
  return weakestWords(grid, claim, p, 'The weakest contrast', ({ adjusted }) => `adjusted exact sign-flip ${pWords(adjusted[side].signFlip)} for ${where} 0`); // prettier-ignore
}
