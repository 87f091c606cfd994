import { shapeText } from '../components/shapes.js';
import type { DatasetFacts } from './dataset.js';
import { imageOf } from './network-data.js';

/** What examples are, in a message: `images of 28 x 28 x 1`, `rows of 10 numbers`. */
export function inputWords({ inputs }: Pick<DatasetFacts, 'inputs'>): string {
  const { shape } = inputs;
  if (imageOf({ inputs })) return `images of ${shapeText(shape)}`;
  return shape.length === 1
    ? `rows of ${shape[0]} number${shape[0] === 1 ? '' : 's'}`
    : `examples of ${shapeText(shape)} numbers`;
}

type Named = Pick<DatasetFacts, 'columns'>;

/** A column in a message: `"age"`, or its number from 1 where columns have no names. */
export const columnWords = ({ columns }: Named, at: number): string => (columns ? `"${columns[at]}"` : String(at + 1));

/** A value of an example as its plugin gave it: `value 3`, `value 3 ("age")`. */
export const valueWords = (facts: Named, at: number): string =>
  `value ${at}${facts.columns ? ` (${columnWords(facts, at)})` : ''}`;

/** What is to be predicted, in a message. */
export function targetWords({ targets }: Pick<DatasetFacts, 'targets'>): string {
  if (targets === 'class') return 'a class';
  if (targets === 'none') return 'nothing to predict';
  return targets.length === 1
    ? `the number ${targets[0]?.name}`
    : `the numbers ${targets.map(({ name }) => name).join(', ')}`;
}
