import type { Part } from '../dataset/contract.js';
import type { Dataset, DatasetFacts } from '../dataset/dataset.js';
import { type Drawn, type Example, partOf } from '../dataset/drawn.js';
import { firstExamples } from '../dataset/packed-format.js';
import type { LearnConfig } from '../plan/run-config.js';
import { type Measured, parts } from '../spec/parts.js';

/** What is on more than one side: none of it should be. */
export interface Overlaps {
  /** Examples in more than one part. */
  readonly examples: number;
  /** Validation and test examples whose inputs are also those of a training example. */
  readonly equal: number;
  /** Groups in more than one part. */
  readonly groups: number;
}

/** Counts what is on more than one side of a split. */
export function overlapsOf(
  learn: LearnConfig,
  drawn: Drawn,
  dataset: Pick<Dataset, 'counts' | 'grouped' | 'groupOf'>,
  first: Uint32Array,
): Overlaps {
  const number = numbering(dataset);
  const numbersOf = (part: Measured) => drawn[part].map((example) => number(partOf(learn, part), example));
  const sides = parts.map(numbersOf);
  const [train = [], ...measured] = sides;
  const learned = new Set(train.map((index) => first[index]));
  const equal = measured.flat().filter((index) => learned.has(first[index])).length;
  const groupsOf = (part: Measured) => drawn[part].map(({ classIndex, item }) => dataset.groupOf(partOf(learn, part), classIndex, item)); // prettier-ignore
  return { examples: onSeveralSides(sides), equal, groups: dataset.grouped ? onSeveralSides(parts.map(groupsOf)) : 0 };
}

/** The number of an example in packed order. */
function numbering(facts: Pick<DatasetFacts, 'counts'>): (part: Part, example: Example) => number {
  const begins = firstExamples(facts);
  return (part, { classIndex, item }) => (begins[part][classIndex] as number) + item;
}

/** How many numbers are in more than one list. */
function onSeveralSides(sides: readonly (readonly number[])[]): number {
  const known = new Set<number>();
  const several = new Set<number>();
  for (const side of sides) {
    const own = new Set(side);
    for (const each of own) if (known.has(each)) several.add(each);
    for (const each of own) known.add(each);
  }
  return several.size;
}
