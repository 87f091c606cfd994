import { choices, type DatasetRegistry, SeedbedError } from '@seedbed/core';
import { installedNames } from './installed-names.js';

/** Packages of one's own that declare a data set: all that are installed but those that come with Seedbed. */
export const ownDatasets = (registry: DatasetRegistry, folder: string): string[] =>
  installedNames('dataset', folder).filter((name) => registry.every(({ from }) => from !== name));

/** One's own plugins go by the name of their package: whoever gives its last part means it. */
export function unknownDataset(name: string, registry: DatasetRegistry, folder: string): SeedbedError {
  const own = ownDatasets(registry, folder);
  const names = [...registry.map(({ plugin }) => plugin.name), ...own];
  const meant = own.find((from) => from.endsWith(`-${name}`) || from.endsWith(`/${name}`));
  const hint = meant === undefined ? choices(name, names) : `did you mean "${meant}"? there are ${names.join(', ')}`;
  return new SeedbedError('SB_DATASET_UNKNOWN', `there is no data set "${name}"`, { hint });
}
