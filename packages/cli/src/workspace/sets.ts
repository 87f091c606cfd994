import {
  type DatasetPlugin,
  dataSetsOf,
  exitCodes,
  fail,
  field,
  type LoadedExperiment,
  type NamedSet,
  SeedbedError,
  type Value,
} from '@seedbed/core';
import type { DataSet } from './data-sets.js';
import { findDataset } from './plugins.js';

/**
 * The data sets of an experiment with their plugins; nothing is opened.
 * @param folder of the spec: packages are looked up there.
 * @throws SeedbedError SB_DATASET_UNKNOWN or SB_DATASET_OPTIONS at the line that names it.
 */
export const setsOf = ({ experiment, plan }: LoadedExperiment, folder: string): DataSet[] =>
  dataSetsOf(plan.runs).map((set): DataSet => {
    const written = field(field(experiment.template, 'data'), set.name) as Value;
    const { name, key, plugin: asked, options = {} } = set;
    return { name, key, asked, options, plugin: pluginOf(set, written, folder) };
  });

function pluginOf({ name, plugin: asked, options = {} }: NamedSet, written: Value, folder: string): DatasetPlugin {
  const plugin = found(asked, field(written, 'plugin') ?? written, folder);
  const checked = plugin.options.safeParse(options);
  if (checked.success) return plugin;
  const [issue] = checked.error.issues;
  const [first] = issue?.path ?? [];
  const given = field(written, 'options');
  const at = (first === undefined ? undefined : field(given, String(first))) ?? given ?? written;
  throw fail('SB_DATASET_OPTIONS', at, `data.${name}: ${plugin.name}: ${issue?.message ?? 'wrong options'}`);
}

function found(asked: string, written: Value, folder: string): DatasetPlugin {
  try {
    return findDataset(asked, folder);
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    // Whatever is wrong with the plugin, the spec asks for one that cannot be used.
    const { code, message, excerpt, hint } = fail(error.code, written, error.message, error.hint);
    throw new SeedbedError(code, message, { exitCode: exitCodes.wrongRequest, ...(excerpt && { excerpt }), ...(hint && { hint }) }); // prettier-ignore
  }
}
