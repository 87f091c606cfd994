import { type AmongClaims, type ClaimResult, decidingP, holmOverClaims, type Verdict, verdicts } from '@seedbed/core';
import type { Origin } from '../parts/tags.js';
import type { Study } from './studies.js';

/** Fixed for the page, whatever level a claim is judged at. */
export const shelfAlpha = 0.05;

/** How many claims there are of each verdict. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

export interface ClaimCounts {
  readonly claims: number;
  readonly verdicts: VerdictCounts;
  /** Of those that are supported: with Holm over all claims of the page, by both tests, or by the t test at least. */
  readonly remaining: { readonly both: number; readonly t: number };
}

/** What all claims of the page say together. */
export interface ShelfStatistics {
  readonly all: ClaimCounts;
  readonly origins: Readonly<Record<Origin, ClaimCounts>>;
  /** Each claim when all of them are one family. */
  readonly among: ReadonlyMap<ClaimResult, AmongClaims>;
}

export const countVerdicts = (results: readonly ClaimResult[]): VerdictCounts =>
  Object.fromEntries(
    verdicts.map((each) => [each, results.filter(({ verdict }) => verdict === each).length]),
  ) as VerdictCounts;

/** Every claim of the studies, once; shortened forms are none of them. */
export function statisticsOf(studies: readonly Pick<Study, 'model'>[]): ShelfStatistics {
  const judged = studies.flatMap(({ model }) =>
    model.input.claims.map((result) => ({ result, claim: model.claims.get(result.id)! })),
  );
  const corrected = holmOverClaims(
    judged.map(({ claim, result }) => decidingP(claim, result)),
    shelfAlpha,
  );
  const among = new Map(judged.map(({ result }, index) => [result, corrected[index]!]));
  const results = judged.map(({ result }) => result);
  const countsOf = (some: readonly ClaimResult[]): ClaimCounts => {
    const by = some.filter(({ verdict }) => verdict === 'supported').map((result) => among.get(result)!.by);
    const both = by.filter((each) => each === 'both').length;
    return {
      claims: some.length,
      verdicts: countVerdicts(some),
      remaining: { both, t: by.filter((each) => each !== 'neither').length },
    };
  };
  const from = (origin: Origin) => countsOf(results.filter((result) => result.origin === origin));
  return {
    all: countsOf(results),
    origins: { stated: from('stated'), inferred: from('inferred'), ours: from('ours') },
    among,
  };
}
