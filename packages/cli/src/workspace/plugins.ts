import {
  type DatasetPlugin,
  type DatasetRegistry,
  type ParsedSpec,
  registerDatasets,
  resolveDataset,
  SeedbedError,
} from '@seedbed/core';
import fashionmnist from '@seedbed/datasets-fashionmnist';
import miniplaces from '@seedbed/datasets-miniplaces';
import tinyimagenet from '@seedbed/datasets-tinyimagenet';

/** The data sets that come with Seedbed. */
export const datasets: DatasetRegistry = registerDatasets([
  { from: '@seedbed/datasets-fashionmnist', plugin: fashionmnist },
  { from: '@seedbed/datasets-tinyimagenet', plugin: tinyimagenet },
  { from: '@seedbed/datasets-miniplaces', plugin: miniplaces },
]);

/**
 * The plugin that a spec names, with its options checked.
 * @throws SeedbedError SB_DATASET_UNKNOWN or SB_DATASET_OPTIONS at the line that names it.
 */
export function pluginOf(parsed: ParsedSpec): DatasetPlugin {
  const { plugin: name, options } = parsed.spec.dataset;
  let plugin: DatasetPlugin;
  try {
    plugin = resolveDataset(name, datasets);
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    throw parsed.problem(['dataset', 'plugin'], error.code, error.message, error.hint);
  }
  const checked = plugin.options.safeParse(options);
  if (checked.success) return plugin;
  const [issue] = checked.error.issues;
  const path = ['dataset', 'options', ...((issue?.path ?? []) as string[])];
  throw parsed.problem(path, 'SB_DATASET_OPTIONS', `${plugin.name}: ${issue?.message ?? 'wrong options'}`);
}
