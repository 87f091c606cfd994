import { type PlannedRun, setKeyOf } from '@seedbed/core';
import type { WorkerSet } from '../../execution/worker-set.js';
import type { OpenedData, OpenedSet, Places } from '../../workspace/data-sets.js';

/** Opens the sets of runs, which are packed by then, to read their examples. The caller closes them. */
export async function openSets(
  data: OpenedData,
  runs: readonly PlannedRun[],
  places: Places,
  cacheDir: string,
): Promise<ReadonlyMap<string, WorkerSet>> {
  const keys = new Set(runs.map(({ config }) => setKeyOf(config.learn.data)));
  const opened = [...keys].map(async (key) => {
    const { plugin, options, asked } = data.get(key) as OpenedSet;
    const { data: dataDir, skipDamaged = false } = places.get(key) ?? {};
    const dataset = await plugin.open(options, {
      cacheDir,
      skipDamaged,
      ...(dataDir === undefined ? {} : { dataDir }),
    });
    return [key, { dataset, plugin, asked }] as const;
  });
  return new Map(await Promise.all(opened));
}
