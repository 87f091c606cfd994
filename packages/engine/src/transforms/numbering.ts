import { type Dataset, examplesBefore, setParts } from '@seedbed/core';
import type { Which } from './transform.js';

/** Numbers the examples of a set: class by class, of each those of train, of test, of validation. */
export function numbering(counts: Dataset['counts']): (which: Which) => number {
  let all = 0;
  const classes = counts.train.map((_, classIndex) => {
    const first = all;
    for (const part of setParts) all += counts[part][classIndex] ?? 0;
    return Object.fromEntries(setParts.map((part) => [part, first + examplesBefore({ counts }, part, classIndex)]));
  });
  return ({ part, classIndex, item }) => (classes[classIndex]?.[part] as number) + item;
}
