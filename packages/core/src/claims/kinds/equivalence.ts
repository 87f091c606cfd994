import { equivalenceGrid } from '../judging/equivalence-grid.js';
import { contrastsByPlace, type GridEntry, gridJudgement, gridQuantities, type GridRow } from '../judging/grid.js';
import { weakestWords } from '../judging/weakest.js';
import type { Claim, ClaimKind } from '../model/claim.js';
import { reachCautions } from '../words/cautions.js';
import { pWords } from '../words/numbers.js';
import { numberWords } from '../words/units.js';
import { placesByVerdict } from '../words/verdicts.js';
import { contrasts } from './contrasts.js';

/**
 * At each place all contrasts must lie inside the margin.
 *
 * A place is *supported* if each contrast's two one-sided tests (TOST) pass alpha/2, so that the interval lies inside
 * the margin, and the exact sign-flip test agrees: intersection-union within the place, Holm over places. It is
 * *contradicted* if some contrast lies wholly outside of the margin, on either side, after Holm over all contrasts and
 * places. Else it is *inconclusive*; the verdict *equivalent* does not occur, because it is what the claim says. The
 * claim's verdict is what every place says.
 */
export const equivalence: ClaimKind = {
  ...contrasts, // It is written as they are, and corrected over the same places.
  name: 'equivalence',
  summary: 'At each place every contrast, plus minus minus, lies inside the margin.',
  judge(claim, values) {
    const grid = equivalenceGrid(contrastsByPlace(claim, values), claim);
    const judged = gridJudgement(claim, grid, values, ({ raw, adjusted }) => ({ p: { TOST: raw.equivalence.t, 'TOST, sign-flip': raw.equivalence.signFlip, 'TOST, Holm': adjusted.equivalence.t, 'TOST, sign-flip, Holm': adjusted.equivalence.signFlip } })); // prettier-ignore
    const sentences = [...placesByVerdict(grid, grid[0]?.entries.length ?? 0, 'contrast'), ...farthest(grid, claim)];
    return {
      ...judged,
      summary: judged.findings.length > 0 ? sentences.join(' ') : 'Nothing to judge the contrasts on.',
      // That a difference is there says nothing against its lying inside the margin.
      cautions: [...judged.cautions, ...reachCautions(claim, judged.findings)],
    };
  },
  quantities(claim, values) {
    const rows = contrastsByPlace(claim, values);
    return gridQuantities(rows, rows.flatMap((row) => row.contrasts.map(() => 0)), (other) => equivalenceGrid(other, claim)); // prettier-ignore
  },
  falseVerdicts: ['contradicted'],
};

/** The contrast that speaks least for the claim: the one with the largest TOST p. */
function farthest(grid: readonly GridRow[], claim: Claim): string[] {
  const p = ({ raw }: GridEntry) => raw.equivalence.t;
  const { margin } = numberWords(claim);
  return weakestWords(grid, claim, p, 'The contrast farthest from 0', (entry) => `margin ${margin}, TOST ${pWords(p(entry))}`); // prettier-ignore
}
