import { type PlannedRun, SeedbedError } from '@seedbed/core';
import type { Experiment } from '../workspace/experiment.js';
import { matching } from './filter.js';
import type { RunOptions } from './run-options.js';

type Asked = Pick<RunOptions, 'filter' | 'configs'>;

/** The runs that are asked for, and all that they start from, upstream runs first. */
export function chosenRuns(experiment: Experiment, asked: Asked): readonly PlannedRun[] {
  return withUpstream(asked.configs ? listed(experiment, asked.configs) : matching(experiment, asked.filter), experiment.runs); // prettier-ignore
}

function listed({ runs }: Experiment, configs: readonly string[]): readonly PlannedRun[] {
  const wanted = new Set(configs);
  const chosen = runs.filter((run) => wanted.has(run.configId));
  if (chosen.length === wanted.size) return chosen;
  throw new SeedbedError('SB_PACK_OUTDATED', 'the spec no longer asks for some of the runs that were submitted', {
    hint: 'submit the experiment again; what was trained is kept',
  });
}

/** @param runs the plan, upstream runs before those that need them. */
export function withUpstream(chosen: readonly PlannedRun[], runs: readonly PlannedRun[]): readonly PlannedRun[] {
  const wanted = new Set(chosen.map(({ configId }) => configId));
  for (const { configId, needs } of [...runs].reverse()) {
    if (wanted.has(configId)) for (const id of needs) wanted.add(id);
  }
  return runs.filter(({ configId }) => wanted.has(configId));
}

/** Config ids of the runs that others start from: their weights are stored. */
export const upstreamIds = (runs: readonly PlannedRun[]): ReadonlySet<string> =>
  new Set(runs.flatMap(({ needs }) => needs));
