import type { Manifest } from '../manifest/schema.js';

/** How one run of ours stands beside the recorded run of the same cell. */
export interface Comparison {
  readonly recorded: Manifest;
  readonly ours: Manifest;
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
    bitwise: recorded.result === ours.result,
    firstStep: firstDifferentStep(recorded, ours),
    difference: recorded.test && ours.test ? (ours.test.accuracy - recorded.test.accuracy) * 100 : null,
    sameStart: sameData && (!scratch || recorded.weights.before === ours.weights.before),
  };
}

function firstDifferentStep(a: Manifest, b: Manifest): number | null {
  if (a.loss.chain === b.loss.chain) return null;
  const [first, second] = [a, b].map((manifest) => Buffer.from(manifest.loss.bits, 'base64')) as [Buffer, Buffer];
  const steps = Math.floor(Math.min(first.length, second.length) / 4);
  for (let step = 0; step < steps; step++) {
    if (first.compare(second, step * 4, step * 4 + 4, step * 4, step * 4 + 4) !== 0) return step + 1;
  }
  return steps + 1;
}
