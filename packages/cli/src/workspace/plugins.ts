import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
  type DatasetPlugin,
  type DatasetRegistry,
  registerDataset,
  registerDatasets,
  resolveDataset,
} from '@seedbed/core';
import { auditOpening } from '@seedbed/engine/audit';
import fashionmnist from '@seedbed/datasets-fashionmnist';
import miniplaces from '@seedbed/datasets-miniplaces';
import tinyimagenet from '@seedbed/datasets-tinyimagenet';
import { installedPlugin } from './installed.js';
import { keyedByCode } from './keyed-by-code.js';
import { unknownDataset } from './unknown-dataset.js';

/** The data sets that come with Seedbed. */
export const datasets: DatasetRegistry = registerDatasets([
  { from: '@seedbed/datasets-fashionmnist', plugin: fashionmnist },
  { from: '@seedbed/datasets-tinyimagenet', plugin: tinyimagenet },
  { from: '@seedbed/datasets-miniplaces', plugin: miniplaces },
]);

/**
 * A plugin by its short name, or by the name of a package that is installed where `folder` is.
 * @throws SeedbedError SB_DATASET_UNKNOWN, or why an installed package is no plugin.
 */
export function findDataset(name: string, folder: string): DatasetPlugin {
  const own = datasets.find(({ from, plugin }) => plugin.name === name || from === name);
  if (own) return keyedByCode(audited(own.plugin), () => folderOf(own.from));
  const candidate = installedPlugin('dataset', name, folder);
  if (!candidate) throw unknownDataset(name, datasets, folder);
  const plugin = resolveDataset(name, registerDataset(datasets, candidate));
  return keyedByCode(audited(plugin, candidate.allows), () => candidate.folder);
}

/** The folder of a package that comes with Seedbed. */
const folderOf = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** The same plugin; opening its data is watched as a run is. */
const audited = (plugin: DatasetPlugin, allows: readonly string[] = []): DatasetPlugin => ({
  ...plugin,
  open: (options, context) => auditOpening(plugin.name, allows, context, (watched) => plugin.open(options, watched)),
});
