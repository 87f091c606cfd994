import { defineDataset } from '@seedbed/core';
import { about } from './about.js';
import { tableOptions } from './options.js';

/** A table: rows of numbers and words, of which some columns go into a network and others are predicted. */
export const table = defineDataset({
  name: 'table',
  version: '1',
  about,
  options: tableOptions,
  // Whoever only asks what there is loads no reader.
  open: async (given, context) => (await import('./open-table.js')).openSource(tableOptions.parse(given), context),
});

/** The columns of a table that lies at a path, before anybody has said what they are. @throws as `table` does. */
export const columnsOf = async (path: string, cacheDir: string): Promise<readonly string[]> =>
  (await import('./open-table.js')).columnsOf(path, cacheDir);
