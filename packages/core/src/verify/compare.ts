import type { Manifest } from '../manifest/schema.js';
import { type Check, checksOf, firstDifferentStep } from './checks.js';

/** How one run of ours stands beside the recorded run of the same cell. */
export interface Comparison {
  readonly recorded: Manifest;
  readonly ours: Manifest;
  /** Part by part. */
  readonly checks: readonly Check[];
  /** Equal result digests: every drawn image, every loss, every weight, every prediction. */
  readonly bitwise: boolean;
  /** First training step whose loss differs, 1-based; null when no loss differs. */
  readonly firstStep: number | null;
  /** Test accuracy, ours minus recorded, percentage points; null when either did not finish. */
  readonly difference: number | null;
  /** Whether split, subset, order and initial weights agree bit for bit: they must, whatever computes. */
  readonly sameStart: boolean;
}

/** Pairs runs that answer the same request and compares them. Runs without a partner are left out. */
export function compareResults(recorded: readonly Manifest[], ours: readonly Manifest[]): Comparison[] {
  const partners = new Map(ours.map((manifest) => [manifest.cellId, manifest]));
  return recorded.flatMap((manifest) => {
    const partner = partners.get(manifest.cellId);
    return partner ? [compareRuns(manifest, partner)] : [];
  });
}

export function compareRuns(recorded: Manifest, ours: Manifest): Comparison {
  const { train, validation, test, order } = recorded.data;
  const sameData =
    train === ours.data.train &&
    validation === ours.data.validation &&
    test === ours.data.test &&
    order === ours.data.order;
  // Copied layers carry the source network's rounding, so only a start from scratch must be the same everywhere.
  const scratch = recorded.sourceRun === null;
  return {
    recorded,
    ours,
    checks: checksOf(recorded, ours),
    bitwise: recorded.result === ours.result,
    firstStep: firstDifferentStep(recorded, ours),
    difference: recorded.test && ours.test ? (ours.test.accuracy - recorded.test.accuracy) * 100 : null,
    sameStart: sameData && (!scratch || recorded.weights.before === ours.weights.before),
  };
}
