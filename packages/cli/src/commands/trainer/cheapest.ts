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

/** The cheapest of them, after those that it starts from; of equals the one with the fewest steps. */
export function cheapest(
  chosen: readonly PlannedRun[],
  all: readonly PlannedRun[],
  data: OpenedData,
): readonly PlannedRun[] {
  const priced = chosen.map((run) => {
    const runs = withUpstream([run], all);
    const sum = (of: (each: PlannedRun) => number) => runs.reduce((total, each) => total + of(each), 0);
    const identity = (each: PlannedRun) => setOf(data, each).identity;
    return {
      runs,
      cost: sum((each) => costOf(each, identity(each))),
      steps: sum((each) => stepsOf(each.config, exampleCounts(each.config, identity(each)).train)),
    };
  });
  const [first] = priced.sort((a, b) => a.cost - b.cost || a.steps - b.steps);
  return first?.runs ?? [];
}
