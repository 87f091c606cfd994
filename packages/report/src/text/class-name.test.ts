import { expect, it } from 'vitest';
import { classLabels } from './class-name.js';

const labels = (...names: string[]) => [...classLabels(names).values()];

it('a label keeps the word of its class', () => {
  expect(labels('n01882714 koala', 'n02123045_tabby, tabby cat', 'Bag')).toEqual(['koala', 'tabby', 'Bag']);
  // What would no longer be told apart stays as it is.
  expect(labels('n02012849 crane', 'n03126707 crane')).toEqual(['n02012849 crane', 'n03126707 crane']);
  expect(labels('a class with a very long name', ', ')).toEqual(['a class with a very…', ', ']);
});
