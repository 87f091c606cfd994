import { isAbout, type Manifest, type Verification, type VerificationNow, verificationNow } from '@seedbed/core';
import type { ReportModel } from './model.js';

/** What was executed again, beside the runs of a page as they are now. */
export interface Verified {
  readonly verification: Verification;
  readonly now: VerificationNow;
  /** Runs of the page. */
  readonly runs: readonly Manifest[];
}

/** Null where nothing was recorded, or nothing of these runs. */
export function verifiedIn({ input: { verification }, tally }: Pick<ReportModel, 'input' | 'tally'>): Verified | null {
  if (!verification) return null;
  const runs = [...tally.counted, ...tally.unfinished];
  const now = verificationNow(verification, runs);
  return isAbout(now) ? { verification, now, runs } : null;
}
