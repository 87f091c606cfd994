import { resolve } from 'node:path';
import { SeedbedError } from '@seedbed/core';
import { parse } from 'yaml';
import { refuseStaleBuild } from '../../workspace/build.js';
import { findDataset } from '../../workspace/plugins.js';

export interface DataFlags {
  readonly data?: string;
  readonly option: readonly string[];
  readonly skipDamaged?: boolean;
  readonly json?: boolean;
}

/** The plugin, its options and where its data lie. @throws SeedbedError SB_BUILD_STALE, SB_DATASET_OPTIONS, SB_OPTION. */
export function askedFor(name: string, { data, option, skipDamaged = false }: DataFlags) {
  refuseStaleBuild();
  const plugin = findDataset(name, process.cwd());
  const options = Object.fromEntries(option.map(named));
  const checked = plugin.options.safeParse(options);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const where = issue?.path.join('.');
    throw new SeedbedError('SB_DATASET_OPTIONS', `${plugin.name}: ${where ? `${where}: ` : ''}${issue?.message}`);
  }
  return { plugin, options, place: { skipDamaged, ...(data === undefined ? {} : { data: resolve(data) }) } };
}

/** @throws SeedbedError SB_OPTION for what is no NAME=VALUE, or no YAML. */
function named(text: string): readonly [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new SeedbedError('SB_OPTION', `--option ${text}: NAME=VALUE is expected`, { hint: 'for example --option size=64' }); // prettier-ignore
  try {
    return [text.slice(0, at), parse(text.slice(at + 1), { maxAliasCount: 0, logLevel: 'error' })];
  } catch (cause) {
    const [why] = (cause as Error).message.split('\n');
    throw new SeedbedError('SB_OPTION', `--option ${text.slice(0, 80)}: its value cannot be read, ${why}`, { cause });
  }
}
