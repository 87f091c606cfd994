import type { ClaimSpec } from '../spec/claims-schema.js';
import { judgeBest } from './best-claim.js';
import { type Cell, type CellTable, tabulate } from './cell-table.js';
import type { JudgeContext, Judgement } from './context.js';
import { judgeContrasts } from './contrasts-claim.js';
import { judgeEquivalence } from './equivalence-claim.js';
import type { ClaimResult, Observation } from './observations.js';
import type { Verdict } from './statistics/verdict.js';
import { judgeTrend } from './trend.js';
import { count } from './words.js';

/**
 * Judges an experiment's claims on what has been observed so far: results in the claims' order, the same for any order
 * of observations and replicates. Missing cells, single replicates and equal values end in *inconclusive* with a
 * caution; no number in the results is NaN or infinite.
 * @throws SeedbedError SB_CLAIMS_CELL_TWICE where one cell has two different accuracies.
 */
export function judgeClaims(
  claims: readonly ClaimSpec[],
  observations: readonly Observation[],
  context: JudgeContext,
): ClaimResult[] {
  const table = tabulate(observations);
  return claims.map((claim) => {
    const { id, statement, origin } = claim;
    const { missing, summary, ...judgement } = judgementOf(claim, table, context);
    const words = [...incompleteWords(missing, judgement.verdict), summary].join(' ');
    return { id, statement, origin, ...judgement, summary: words };
  });
}

/** What is said first where runs are missing. A verdict that there is nevertheless needs none of them. */
function incompleteWords(missing: readonly Cell[], verdict: Verdict): string[] {
  const runs = new Set(missing.map(({ replicate, images, condition }) => `${replicate}/${images}/${condition}`)).size;
  if (runs === 0) return [];
  const are = `Incomplete: ${count(runs, 'run')} of this claim ${runs === 1 ? 'is missing or has' : 'are missing or have'} no result`;
  return [verdict === 'inconclusive' ? `${are}, so it is not decided.` : `${are}; the verdict needs none of them.`];
}

function judgementOf({ test, alpha, margin }: ClaimSpec, table: CellTable, context: JudgeContext): Judgement {
  const limits = { alpha, margin };
  switch (test.kind) {
    case 'trend':
      return judgeTrend(test, limits, table, context);
    case 'contrasts':
      return judgeContrasts(test, limits, table, context);
    case 'best':
      return judgeBest(test, limits, table, context);
    case 'equivalence':
      return judgeEquivalence(test, limits, table, context);
  }
}
