import { digestOf } from '../digest/canonical.js';
import type { Measured } from '../spec/parts.js';
import type { Manifest } from './schema.js';

type All = NonNullable<Manifest['measured']>;

/**
 * What two runs measured, each without the metrics and digests that the other one lacks: a metric that Seedbed learned
 * later is not in what was recorded before. Parts that only one measured stay.
 */
export const sharedMeasured = (one: All, other: All): [Record<string, unknown>, Record<string, unknown>] => [
  shared(one, other),
  shared(other, one),
];

/** Whether two runs measured the same in everything that both measured. */
export function measuredTheSame({ measured: one }: Manifest, { measured: other }: Manifest): boolean {
  if (!one || !other) return one === other;
  const [a, b] = sharedMeasured(one, other);
  return digestOf(a) === digestOf(b);
}

/** Without standard errors: they follow from the values, their last digits from the order in which examples are added. */
function shared(value: All, other: All): Record<string, unknown> {
  const parts = Object.entries(value).map(([part, measured]) => {
    const theirs = other[part as Measured];
    const kept = Object.entries(measured).filter(([name]) => name !== 'errors' && (!theirs || name in theirs));
    const values = Object.entries(measured.values).filter(([name]) => !theirs || name in theirs.values);
    return [part, { ...Object.fromEntries(kept), values: Object.fromEntries(values) }];
  });
  return Object.fromEntries(parts) as Record<string, unknown>;
}
