import { type PlannedRun, setKeyOf } from '@seedbed/core';
import type { WorkerSet } from '../../execution/worker-set.js';
import type { Terminal } from '../../progress/terminal.js';
import type { OpenedData, OpenedSet, Places } from '../../workspace/data-sets.js';
import { openDataset } from '../../workspace/dataset.js';

/** Opens the sets of runs, which are packed by then, to read their examples. The caller closes them. */
export async function openSets(
  data: OpenedData,
  runs: readonly PlannedRun[],
  places: Places,
  terminal: Terminal,
): Promise<ReadonlyMap<string, WorkerSet>> {
  const sets = new Map<string, WorkerSet>();
  for (const key of new Set(runs.map(({ config }) => setKeyOf(config.learn.data)))) {
    const { plugin, options, asked } = data.get(key) as OpenedSet;
    const dataset = await openDataset(plugin, options, places.get(key) ?? {}, terminal);
    sets.set(key, { dataset, plugin, asked });
  }
  return sets;
}
