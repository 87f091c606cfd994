import { metricText } from '../../plan/metric-name.js';
import type { Claim } from '../model/claim.js';
import type { ClaimResult } from '../model/result.js';
import type { Values } from '../model/values.js';
import { incompleteWords } from '../words/missing.js';

/**
 * Judges an experiment's claims on what has been measured so far: results in the claims' order, the same for any order
 * of replicates. Missing runs, single replicates and equal values end in *inconclusive* with a caution; no number in the
 * results is NaN or infinite.
 */
export const judgeClaims = (claims: readonly Claim[], values: Values): ClaimResult[] =>
  claims.map((claim) => judged(claim, values));

function judged(claim: Claim, values: Values): ClaimResult {
  const { id, statement, origin, kind, metric, margin } = claim;
  const { missing, summary, ...judgement } = kind.judge(claim, values);
  const said = { id, statement, origin, kind: kind.name, metric: metricText(metric), unit: metric.unit, margin };
  const first = incompleteWords(claim, missing, judgement.verdict);
  return { ...said, ...judgement, summary: [...first, summary].join(' ') };
}
