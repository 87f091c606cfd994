import { defineDataset } from '@seedbed/core';
import { about } from './about.js';
import { arraysOptions } from './options.js';

/** Arrays: pictures, series or rows of numbers, with a class or numbers for each. */
export const arrays = defineDataset({
  name: 'arrays',
  version: '1',
  about,
  options: arraysOptions,
  // Whoever only asks what there is loads no reader.
  open: async (given, context) => (await import('./open-arrays.js')).openSource(arraysOptions.parse(given), context),
});
