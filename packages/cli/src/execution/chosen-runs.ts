import { choices, SeedbedError } from '@seedbed/core';
import type { Experiment } from '../workspace/experiment.js';
import { matchesGlob } from './glob.js';
import type { RunOptions } from './run-options.js';

/** The runs whose label matches; all of them where nothing is asked for. @throws SeedbedError SB_ONLY_NOTHING. */
export function matching(runs: Experiment['runs'], only: string | undefined): Experiment['runs'] {
  if (only === undefined) return runs;
  const chosen = runs.filter((run) => matchesGlob(run.label, only));
  if (chosen.length === 0) {
    throw new SeedbedError('SB_ONLY_NOTHING', `no run is called "${only}"`, {
      hint: choices(
        only,
        runs.map((run) => run.label),
      ),
    });
  }
  return chosen;
}

function chosenRuns(runs: Experiment['runs'], { only, cells }: Pick<RunOptions, 'only' | 'cells'>): Experiment['runs'] {
  if (cells === undefined) return matching(runs, only);
  const wanted = new Set(cells);
  const chosen = runs.filter((run) => wanted.has(run.cellId));
  if (chosen.length === wanted.size) return chosen;
  throw new SeedbedError('SB_PACK_OUTDATED', 'the spec no longer asks for some of the runs that were submitted', {
    hint: 'submit the experiment again; what was trained is kept',
  });
}

/** The runs that are asked for, and the source networks that they need. */
export const chosenWithSources = (runs: Experiment['runs'], asked: Pick<RunOptions, 'only' | 'cells'>) =>
  withSources(chosenRuns(runs, asked), runs);

function withSources(chosen: Experiment['runs'], runs: Experiment['runs']): Experiment['runs'] {
  const all = new Set(chosen);
  const needed = new Set(chosen.map((run) => run.needs));
  return runs.filter((run) => all.has(run) || needed.has(run.cellId));
}
