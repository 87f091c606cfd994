import type { Dataset, Part } from '@seedbed/core';

/** How many groups have examples in a part. */
export function groupsOf(dataset: Pick<Dataset, 'counts' | 'groupOf'>, part: Part): number {
  const groups = new Set<number>();
  for (const [classIndex, examples] of dataset.counts[part].entries())
    for (let item = 0; item < examples; item++) groups.add(dataset.groupOf(part, classIndex, item));
  return groups.size;
}
