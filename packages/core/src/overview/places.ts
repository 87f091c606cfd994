import { setParts } from '../dataset/contract.js';
import type { DatasetFacts } from '../dataset/dataset.js';
import type { ExamplePlace } from '../dataset/each-example.js';
import { firstExamples } from '../dataset/packed-format.js';

/** From the number of an example in packed order (train, test, validation; class; item) to its place. */
export function placesOf(facts: Pick<DatasetFacts, 'counts'>): (index: number) => ExamplePlace {
  const first = firstExamples(facts);
  const begins = setParts.flatMap(
    (part) =>
    facts.counts[part].flatMap((count, classIndex) => (count > 0 ? [{ part, classIndex, at: first[part][classIndex] as number }] : [])), // prettier-ignore
  );
  return (index) => {
    let [low, high] = [0, begins.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((begins[middle] as (typeof begins)[number]).at <= index) low = middle;
      else high = middle - 1;
    }
    const { part, classIndex, at } = begins[low] as (typeof begins)[number];
    return { part, classIndex, item: index - at };
  };
}

/** A few of so many, evenly spread, the first among them. */
export function spread(all: number, most: number): number[] {
  const shown = Math.min(most, all);
  return Array.from({ length: shown }, (_, place) => Math.floor((place * all) / shown));
}
