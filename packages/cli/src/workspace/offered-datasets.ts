import { type DatasetPlugin, SeedbedError } from '@seedbed/core';
import { datasets, findDataset } from './plugins.js';
import { ownDatasets } from './unknown-dataset.js';

/** A data set that a spec here can name; one's own may fail to load, and then says why. */
export interface Offered {
  /** What a spec calls it. */
  readonly name: string;
  readonly from: string;
  readonly plugin: DatasetPlugin | null;
  readonly problem?: string;
}

/** The data sets that come with Seedbed, then those of packages that are installed where `folder` is. */
export function offeredDatasets(folder: string): Offered[] {
  const builtIn = datasets.map(({ plugin, from }) => ({ name: plugin.name, from, plugin }));
  return [...builtIn, ...ownDatasets(datasets, folder).map((from) => loaded(from, folder))];
}

function loaded(from: string, folder: string): Offered {
  try {
    return { name: from, from, plugin: findDataset(from, folder) };
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    return { name: from, from, plugin: null, problem: `${error.message} [${error.code}]` };
  }
}
