import { type Dataset, type DatasetPlugin, openDataset, type OpenContext } from '@seedbed/core';

/** Opens a set as Seedbed does. @param options as a spec gives them. */
export const openSet = (plugin: DatasetPlugin, options: unknown, context: OpenContext): Promise<Dataset> =>
  openDataset(plugin, plugin.options.parse(options), context);
