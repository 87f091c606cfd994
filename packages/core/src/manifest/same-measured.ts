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

function shared(value: All, other: All): Record<string, unknown> {
  const parts = Object.entries(value).map(([part, { values, errors, ...rest }]) => {
    const theirs = other[part as Measured];
    const kept = Object.entries(rest).filter(([name]) => !theirs || name in theirs);
    const both = (own: Readonly<Record<string, number>>, of: 'values' | 'errors') => Object.fromEntries(Object.entries(own).filter(([name]) => !theirs || name in theirs[of])); // prettier-ignore
    return [part, { ...Object.fromEntries(kept), values: both(values, 'values'), errors: both(errors, 'errors') }];
  });
  return Object.fromEntries(parts) as Record<string, unknown>;
}
