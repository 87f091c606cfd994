import { type DatasetFacts, type NumericTarget, partWords, type Part, partSize, parts as order, type ShownExample } from '@seedbed/core'; // prettier-ignore
import { capital, count, grouped, hyphenated, percent, single } from '../text/format.js';

/** Parts of a set that have examples, with their number, in the order of training, validation, test. */
export function partSizes({ counts }: Pick<DatasetFacts, 'counts'>): { readonly part: Part; readonly size: number }[] {
  return order.map((part) => ({ part, size: partSize({ counts }, part) })).filter(({ size }) => size > 0);
}

/** "Training". */
export const partTitle = (part: Part) => capital(partWords[part]);

/** "training 17", "Bag, test 4": which example of the set. Numbers are from 0, as a plugin's are. */
export function exampleName(
  { part, classIndex, item }: Pick<ShownExample, 'part' | 'classIndex' | 'item'>,
  facts: DatasetFacts,
): string {
  const place = `${partWords[part]} ${item}`;
  return facts.targets === 'class' ? `${facts.classes[classIndex]}, ${place}` : place;
}

/** In the order of training, validation, test. */
export const inOrder = <Of extends { readonly part: Part }>(parts: readonly Of[]): Of[] =>
  order.flatMap((part) => parts.filter((each) => each.part === part));

/** What a column is called; its number where it has no name. */
export const columnTitle = ({ columns }: Pick<DatasetFacts, 'columns'>, at: number): string =>
  columns?.[at] ?? String(at + 1);

/** A number that is to be predicted, with its unit. */
export const targetTitle = ({ name, unit }: NumericTarget): string => (unit === undefined ? name : `${name} (${unit})`);

/** A computed number in four digits: "0.2861", "−12.5". */
export const brief = (value: number): string => hyphenated(String(Number(value.toPrecision(4))));

/** A number of the data, exactly. */
export const exact = (value: number): string => hyphenated(single(value));

interface Amount {
  readonly perClass?: number | { readonly atMost: number } | undefined;
  readonly examples?: number | undefined;
  readonly share?: number | undefined;
}

/** "25 of each class", "at most 25 of each class", "500", "20.0 %"; null where nothing is said. */
export function amountWords({ perClass, examples, share }: Amount): string | null {
  if (typeof perClass === 'object') return `at most ${grouped(perClass.atMost)} of each class`;
  if (perClass !== undefined) return `${grouped(perClass)} of each class`;
  if (examples !== undefined) return count(examples, 'example');
  return share === undefined ? null : percent(100 * share);
}

/** How many, and how many of a class: "60 (6 of each class)", "120 (3 to 17 of a class)". */
export function countsWords(counts: readonly number[]): string {
  const all = grouped(counts.reduce((sum, each) => sum + each, 0));
  if (counts.length < 2 || all === '0') return all;
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${all} (${grouped(most)} of each class)` : `${all} (${grouped(least)} to ${grouped(most)} of a class)`; // prettier-ignore
}

/** A share of a hundred, and never "0.00 %" of what is there: "0.07 %", "< 0.01 %". */
export function shareWords(some: number, all: number): string {
  const share = (100 * some) / all;
  return share > 0 && share < 0.005 ? '< 0.01 %' : percent(share, 2);
}
