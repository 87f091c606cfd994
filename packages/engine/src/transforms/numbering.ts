import { type Dataset, setParts } from '@seedbed/core';
import type { Which } from './transform.js';

/** Numbers the examples of a set: class by class, of each those of train, of test, of validation. */
export function numbering(counts: Dataset['counts']): (which: Which) => number {
  let next = 0;
  const classes = counts.train.map(
    (_, classIndex) =>
    Object.fromEntries(setParts.map((part) => [part, (next += counts[part][classIndex] ?? 0) - (counts[part][classIndex] ?? 0)])), // prettier-ignore
  );
  return ({ part, classIndex, item }) => (classes[classIndex]?.[part] as number) + item;
}
