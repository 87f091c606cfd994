import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
  type DatasetPlugin,
  type DatasetRegistry,
  registerDataset,
  registerDatasets,
  resolveDataset,
} from '@seedbed/core';
import digits from '@seedbed/datasets-digits';
import fashionmnist from '@seedbed/datasets-fashionmnist';
import { imageFolder } from '@seedbed/datasets-images';
import miniplaces from '@seedbed/datasets-miniplaces';
import { arrays, table } from '@seedbed/datasets-tables';
import tinyimagenet from '@seedbed/datasets-tinyimagenet';
import wages from '@seedbed/datasets-wages';
import { audited } from './audited.js';
import { installedPlugin } from './installed.js';
import { keyedByCode } from './keyed-by-code.js';
import { unknownDataset } from './unknown-dataset.js';

/** The data sets that come with Seedbed. */
export const datasets: DatasetRegistry = registerDatasets([
  { from: '@seedbed/datasets-fashionmnist', plugin: fashionmnist },
  { from: '@seedbed/datasets-digits', plugin: digits },
  { from: '@seedbed/datasets-wages', plugin: wages },
  { from: '@seedbed/datasets-tinyimagenet', plugin: tinyimagenet },
  { from: '@seedbed/datasets-miniplaces', plugin: miniplaces },
  { from: '@seedbed/datasets-images', plugin: imageFolder },
  { from: '@seedbed/datasets-tables', plugin: table },
  { from: '@seedbed/datasets-tables', plugin: arrays },
]);

/**
 * A plugin by its short name, or by the name of a package that is installed where `folder` is.
 * @throws SeedbedError SB_DATASET_UNKNOWN, or why an installed package is no plugin.
 */
export function findDataset(name: string, folder: string): DatasetPlugin {
  const named = datasets.filter(({ from, plugin }) => plugin.name === name || from === name);
  // The name of a package with several data sets does not say which one is meant.
  if (named.length > 1) throw unknownDataset(name, datasets, folder);
  const [own] = named;
  if (own) return keyedByCode(audited(own.plugin), () => folderOf(own.from));
  const candidate = installedPlugin('dataset', name, folder);
  if (!candidate) throw unknownDataset(name, datasets, folder);
  const plugin = resolveDataset(name, registerDataset(datasets, candidate));
  return keyedByCode(audited(plugin, candidate.allows), () => candidate.folder);
}

/** The folder of a package that comes with Seedbed. */
const folderOf = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
