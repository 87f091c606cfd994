import { digestOf } from '../digest/canonical.js';
import { parts } from '../spec/parts.js';
import type { Manifest } from '../manifest/schema.js';
import { type Check, checksOf, firstDifferentStep } from './checks.js';

/** How one run of ours compares with the recorded run of the same config. */
export interface Comparison {
  readonly recorded: Manifest;
  readonly ours: Manifest;
  /** Part by part. */
  readonly checks: readonly Check[];
  /** Everything that both recorded is equal bit for bit: every drawn example, every loss, every weight, every prediction. */
  readonly bitwise: boolean;
  /** First training step whose loss differs, 1-based; null when no loss differs. */
  readonly firstStep: number | null;
  /** Main metric, ours minus recorded, in its unit; null when either did not measure it. */
  readonly difference: number | null;
  /** Whether split, subset, order and initial weights agree bit for bit: they must, whatever computes. */
  readonly sameStart: boolean;
}

/** Pairs runs that answer the same request and compares them. Runs without a partner are left out. */
export function compareResults(recorded: readonly Manifest[], ours: readonly Manifest[]): Comparison[] {
  const partners = new Map(ours.map((manifest) => [manifest.configId, manifest]));
  return recorded.flatMap((manifest) => {
    const partner = partners.get(manifest.configId);
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
  // Copied layers carry the upstream run's rounding, so only a start from scratch must be the same everywhere.
  const scratch = recorded.config.weights === undefined;
  const checks = checksOf(recorded, ours);
  return {
    recorded,
    ours,
    checks,
    bitwise: checks.every(({ equal }) => equal) && digestOf(recorded.seeds) === digestOf(ours.seeds),
    firstStep: firstDifferentStep(recorded, ours),
    difference: differenceOf(recorded, ours),
    sameStart: sameData && (!scratch || recorded.weights.before === ours.weights.before),
  };
}

/** The difference of the first metric that both measured at the end, on the last part: test before validation. */
function differenceOf({ measured: recorded }: Manifest, { measured: ours }: Manifest): number | null {
  for (const part of [...parts].reverse()) {
    const [then, now] = [recorded?.[part]?.values, ours?.[part]?.values];
    const name = Object.keys(then ?? {}).find((each) => each === 'accuracy' || each === 'rmse');
    if (name !== undefined && now?.[name] !== undefined) return now[name] - (then?.[name] as number);
  }
  return null;
}
