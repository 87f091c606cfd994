import type { Dataset } from '../dataset/dataset.js';
import type { ReadExample } from '../dataset/each-example.js';
import { single } from '../words.js';

const mostShown = 32;

/** An example's numbers for the eye: those that go in, with their names where they have some, and what is to be predicted with its name and unit. */
export function shownNumbers(
  { columns, targets }: Pick<Dataset, 'columns' | 'targets'>,
  example: Pick<ReadExample, 'values' | 'targets'>,
): string {
  const { values } = example;
  const inWords = (value: number, at: number) => (columns ? `${columns[at]} ${single(value)}` : single(value));
  const shown = Array.from(values.subarray(0, mostShown), inWords).join(', ');
  const more = values.length > mostShown ? `, and ${values.length - mostShown} more` : '';
  if (typeof targets === 'string') return `${shown}${more}`;
  const predicted = targets.map(({ name, unit }, index) => `${name} ${single(example.targets[index] as number)}${unit === undefined ? '' : ` ${unit}`}`); // prettier-ignore
  return `${shown}${more}: ${predicted.join(', ')}`;
}
