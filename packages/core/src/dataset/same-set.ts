import type { Dataset } from './contract.js';

/** What two openings of one data set must agree in. */
export type DatasetIdentity = Pick<Dataset, 'fingerprint' | 'image' | 'classes' | 'counts'>;

export const identityOf = ({ fingerprint, image, classes, counts }: DatasetIdentity): DatasetIdentity => ({
  fingerprint,
  image,
  classes,
  counts,
});

/** How another opening differs, as `its counts.train[2] are 4, and not 5`; undefined where it is the same set. */
export function otherSet(first: DatasetIdentity, second: DatasetIdentity): string | undefined {
  const facts = ({ image, classes, counts, fingerprint }: DatasetIdentity): [string, unknown][] => [
    ...(['height', 'width', 'channels'] as const).map((side): [string, unknown] => [`image.${side}`, image[side]]),
    ['number of classes', classes.length],
    ...classes.map((name, index): [string, unknown] => [`classes[${index}]`, JSON.stringify(name)]),
    ...counts.train.map((count, index): [string, unknown] => [`counts.train[${index}]`, count]),
    ...counts.test.map((count, index): [string, unknown] => [`counts.test[${index}]`, count]),
    ['fingerprint', fingerprint],
  ];
  const other = facts(second);
  for (const [index, [what, value]] of facts(first).entries()) {
    const [, now] = other[index] as [string, unknown];
    if (now !== value) return `its ${what} is ${String(now)}, and not ${String(value)}`;
  }
  return undefined;
}
