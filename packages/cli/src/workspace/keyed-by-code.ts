import { join } from 'node:path';
import type { DatasetPlugin } from '@seedbed/core';
import { changedSource } from './changed-source.js';
import { digestOfPackage } from './package-digest.js';

/**
 * The same plugin, whose sources say by which code they are read, and with a part of the cache of its own for each state of
 * its code. What was packed or remembered by other code, or with other decoders, is never taken for what this code would
 * make of the same files.
 * @param folder of the plugin's package; asked when data are opened.
 */
export function keyedByCode(plugin: DatasetPlugin, folder: () => string): DatasetPlugin {
  const { contract, name, version, about, options } = plugin;
  return {
    contract,
    name,
    version,
    about,
    options,
    async open(given, context) {
      const code = digestOfPackage(folder()).slice(0, 16);
      const source = await plugin.open(given, { ...context, cacheDir: join(context.cacheDir, `${name}-${code}`) });
      return changedSource(source, (origin) => ({ origin: `${origin}, read by ${code}` }));
    },
  };
}
