import { createHash } from 'node:crypto';
import type { Dataset } from '../dataset/dataset.js';
import { eachExample, type ExamplePlace, type ReadExample } from '../dataset/each-example.js';

/** An example that was found, with its digest (see `digestOfExample`). */
export type FoundExample = ExamplePlace & { readonly digest: string };

/** Which examples a set holds, by the digest of their inputs: those of one entry have the same. */
export type Survey = ReadonlyMap<string, readonly FoundExample[]>;

const digestOf = (...content: readonly NodeJS.ArrayBufferView[]): string =>
  content.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** SHA-256 of an example's inputs, and of the numbers to be predicted behind them where there are such. */
export const digestOfExample = ({ values, targets }: Pick<ReadExample, 'values' | 'targets'>): string =>
  digestOf(values, targets);

/** Digests every example. */
export function surveyOf(dataset: Dataset): Survey {
  const survey = new Map<string, FoundExample[]>();
  eachExample(dataset, (example) => {
    const { part, classIndex, item, values } = example;
    const digest = digestOfExample(example);
    const inputs = example.targets.length === 0 ? digest : digestOf(values);
    const place = { part, classIndex, item, digest };
    const places = survey.get(inputs);
    if (places) places.push(place);
    else survey.set(inputs, [place]);
  });
  return survey;
}

export const shownPlace = ({ part, classIndex, item }: ExamplePlace, { classes, targets }: Pick<Dataset, 'classes' | 'targets'>): string =>
  targets === 'class' ? `example ${item} of class "${classes[classIndex]}" in ${part}` : `example ${item} in ${part}`; // prettier-ignore
