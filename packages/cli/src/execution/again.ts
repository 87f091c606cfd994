import { type Manifest, RunStore } from '@seedbed/core';
import { type SourcesNow, sourcesNow } from '../results/stale.js';
import type { Experiment } from '../workspace/experiment.js';
import type { RunOptions } from './run-options.js';

/** What `run --again` asks for. What is stored stays until what takes its place is whole. */
export const executedAgain = (experiment: Experiment, store: string): Pick<RunOptions, 'again' | 'counts'> => ({
  again: true,
  counts: madeHere(new RunStore(store), sourcesNow(experiment)),
});

/**
 * What counts where runs are executed again: what the sources here have made, of upstream runs that count, too. Run ids
 * do not tell upstream runs of other sources apart, so that each is looked up.
 * @returns why a stored run does not count; null where it does.
 */
export function madeHere(
  store: Pick<RunStore, 'has' | 'read'>,
  now: SourcesNow,
): (manifest: Manifest) => string | null {
  const counts = (manifest: Manifest): string | null => {
    const { trainer, code, upstream, cost } = manifest;
    if (code.engine !== now(manifest))
      return `made by ${trainer ? 'other sources of the program' : 'other engine sources'} than those here`;
    for (const id of Object.values(upstream)) {
      if (!store.has(id)) return 'a run that it starts from is not in the store';
      const other = store.read(id);
      if (counts(other) !== null) return 'a run that it starts from is executed again';
      if (other.cost.finishedAt > cost.finishedAt) return 'a run that it starts from was executed again after it';
    }
    return null;
  };
  return counts;
}
