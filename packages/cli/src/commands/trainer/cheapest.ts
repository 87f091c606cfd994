import { costOf, exampleCounts, type PlannedRun, SeedbedError, stepsOf } from '@seedbed/core';
import { withUpstream } from '../../execution/chosen-runs.js';
import { matching } from '../../execution/filter.js';
import { setOf } from '../../execution/state.js';
import type { OpenedData } from '../../workspace/data-sets.js';
import type { Experiment } from '../../workspace/experiment.js';

/** The runs that train something and measure it, as far as a filter chooses them. */
export function candidates(experiment: Experiment, filter: string | undefined): readonly PlannedRun[] {
  const trained = matching(experiment, filter).filter(({ config }) => config.training);
  const measured = trained.filter(({ measure }) => measure.length > 0);
  if (trained.length === 0) throw new SeedbedError('SB_FILTER_NOTHING', 'none of these runs trains: there is nothing to check'); // prettier-ignore
  return measured.length > 0 ? measured : trained;
}

/**
 * The cheapest of them, after those that it starts from: of those whose order can be seen, since not all examples are in
 * each batch, where there are such; of equals the one with the fewest steps.
 */
export function cheapest(
  chosen: readonly PlannedRun[],
  all: readonly PlannedRun[],
  data: OpenedData,
): readonly PlannedRun[] {
  const examplesOf = (run: PlannedRun) => exampleCounts(run.config, setOf(data, run).identity).train;
  const priced = chosen.map((run) => {
    const runs = withUpstream([run], all);
    const sum = (of: (each: PlannedRun) => number) => runs.reduce((total, each) => total + of(each), 0);
    return {
      runs,
      showsOrder: (run.config.training?.batchSize ?? Infinity) < examplesOf(run),
      cost: sum((each) => costOf(each, setOf(data, each).identity)),
      steps: sum((each) => stepsOf(each.config, examplesOf(each))),
    };
  });
  const sorted = priced.sort((a, b) => Number(b.showsOrder) - Number(a.showsOrder) || a.cost - b.cost || a.steps - b.steps); // prettier-ignore
  return sorted[0]?.runs ?? [];
}
