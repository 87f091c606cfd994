import { type Dataset, type DatasetPlugin, openDataset, type OpeningContext } from '@seedbed/core';

/**
 * Opens a plugin's data set as core does.
 * @param options as a spec has them; the plugin gets what its schema makes of them, with every default.
 * @throws SeedbedError as core's `openDataset`.
 */
export const openPlugin = async (plugin: DatasetPlugin, options: unknown, context: OpeningContext): Promise<Dataset> =>
  openDataset(plugin, plugin.options.parse(options ?? {}), context);
