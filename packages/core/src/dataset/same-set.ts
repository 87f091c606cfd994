import { canonicalJson } from '../digest/canonical.js';
import { setParts } from './contract.js';
import type { Dataset } from './dataset.js';

/** What two openings of one data set must agree in. */
export type DatasetIdentity = Pick<Dataset, 'fingerprint' | 'inputs' | 'classes' | 'targets' | 'grouped' | 'counts'>;

export const identityOf = ({ fingerprint, inputs, classes, targets, grouped, counts }: DatasetIdentity): DatasetIdentity => ({ fingerprint, inputs, classes, targets, grouped, counts }); // prettier-ignore

/** How another opening differs, as `its counts.train[2] are 4, and not 5`; undefined where it is the same set. */
export function otherSet(first: DatasetIdentity, second: DatasetIdentity): string | undefined {
  const facts = ({ inputs, classes, targets, grouped, counts, fingerprint }: DatasetIdentity): [string, unknown][] => [
    ['shape', inputs.shape.join(' x ')],
    ['inputs', inputs.type],
    ['number of classes', classes.length],
    ...classes.map((name, index): [string, unknown] => [`classes[${index}]`, JSON.stringify(name)]),
    ['targets', canonicalJson(targets)],
    ['grouped', grouped],
    ...setParts.flatMap((part) => counts[part].map((count, index): [string, unknown] => [`counts.${part}[${index}]`, count])), // prettier-ignore
    ['fingerprint', fingerprint],
  ];
  const other = facts(second);
  for (const [index, [what, value]] of facts(first).entries()) {
    const [, now] = other[index] as [string, unknown];
    if (now !== value) return `its ${what} is ${String(now)}, and not ${String(value)}`;
  }
  return undefined;
}
