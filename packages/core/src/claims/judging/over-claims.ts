import { groupBy } from '../../group-by.js';
import type { Claim } from '../model/claim.js';
import type { ClaimResult, Finding } from '../model/result.js';
import { noEvidence, type TestPair } from '../statistics/evidence.js';
import { holm, holmOfRows } from '../statistics/holm.js';
import { passesBoth } from '../statistics/verdict.js';

/** As the findings name them: of an equivalence, then of all other kinds. */
const names = { t: ['TOST', 't'], signFlip: ['TOST, sign-flip', 'sign-flip'] } as const;

/**
 * The p values by which a claim is supported, or is not: within a place the largest of its contrasts, Holm over the
 * places, and of these the largest, since the claim speaks of all its places. It is supported exactly where both pass.
 * A claim for which a run is missing has p = 1: a missing run never makes the other claims easier.
 */
export function decidingP(claim: Claim, result: ClaimResult): TestPair {
  // A trend has one slope; in log-odds it is shown, and decides nothing.
  const expected = claim.direction ? 1 : claim.places.reduce((sum, { contrasts }) => sum + (contrasts.length || 1), 0);
  const findings = result.findings.slice(0, expected);
  if (findings.length < expected || findings.some(({ incomplete }) => incomplete)) return noEvidence.claimed;
  const rows = [...groupBy(findings, ({ place }) => JSON.stringify(place)).values()];
  return pairOf((test) => Math.max(...holmOfRows(rows.map((row) => row.map((finding) => valueOf(finding, test))))));
}

const pairOf = (of: (test: keyof TestPair) => number): TestPair => ({ t: of('t'), signFlip: of('signFlip') });

const valueOf = ({ p }: Finding, test: keyof TestPair): number => p[names[test].find((name) => name in p)!]!;

/** A claim when many are one family. */
export interface AmongClaims {
  /** After Holm over all of the claims. */
  readonly adjusted: TestPair;
  /** By which tests it is supported then: both that must agree, the t test alone, or not by it. */
  readonly by: 'both' | 't' | 'neither';
}

/** Holm over the claims of several experiments, each test by itself, as over the places of one claim. */
export function holmOverClaims(deciding: readonly TestPair[], alpha: number): AmongClaims[] {
  const corrected = { t: holm(deciding.map(({ t }) => t)), signFlip: holm(deciding.map(({ signFlip }) => signFlip)) };
  return deciding.map((_, index) => {
    const adjusted = pairOf((test) => corrected[test][index]!);
    const byT = passesBoth({ ...adjusted, signFlip: 0 }, alpha);
    return { adjusted, by: passesBoth(adjusted, alpha) ? 'both' : byT ? 't' : 'neither' };
  });
}
