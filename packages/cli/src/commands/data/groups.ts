import { type Dataset, type Part, placesIn } from '@seedbed/core';

/** How many groups have examples in a part. */
export function groupsOf(dataset: Pick<Dataset, 'counts' | 'groupOf'>, part: Part): number {
  const groups = new Set<number>();
  for (const { classIndex, item } of placesIn(dataset, [part])) groups.add(dataset.groupOf(part, classIndex, item));
  return groups.size;
}
