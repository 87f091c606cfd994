import type { PlannedRun } from '@seedbed/core';
import { count } from '../text/format.js';
import type { Tally } from './tally.js';

/** What the plots of results, and those of the runs that they start from, have to admit; null when complete. */
export interface Gaps {
  readonly results: string | null;
  readonly upstream: string | null;
}

/** Says that the grid is incomplete, and by how much. */
export function gapsOf(runs: readonly PlannedRun[], tally: Tally): Gaps {
  const measured = new Set(runs.filter(({ measure }) => measure.length > 0).map(({ configId }) => configId));
  return {
    results: gapNote('run', (id) => measured.has(id), runs, tally),
    upstream: gapNote('upstream run', (id) => !measured.has(id), runs, tally),
  };
}

function gapNote(noun: string, own: (configId: string) => boolean, runs: readonly PlannedRun[], tally: Tally) {
  const total = runs.filter(({ configId }) => own(configId)).length;
  const missing = tally.missing.filter(({ configId }) => own(configId)).length;
  const unfinished = tally.unfinished.filter(({ configId }) => own(configId));
  const diverged = unfinished.filter(({ outcome }) => outcome.status === 'diverged').length;
  const failed = unfinished.length - diverged;
  const lost = missing + unfinished.length;
  if (lost === 0) return null;
  const parts = Object.entries({ missing, diverged, failed }).flatMap(([what, n]) => (n > 0 ? [`${n} ${what}`] : []));
  return `Incomplete: ${total - lost} of ${count(total, noun)} finished (${parts.join(', ')}).`;
}
