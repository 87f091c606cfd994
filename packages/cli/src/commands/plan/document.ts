import { type ClaimPower, type PlannedRun, replicatesOf, unreachableClaims } from '@seedbed/core';
import { identitiesOf } from '../../workspace/data-sets.js';
import type { Experiment } from '../../workspace/experiment.js';
import type { Estimate } from './estimated.js';

export interface Planned {
  readonly experiment: Experiment;
  readonly runs: readonly PlannedRun[];
  /** Why runs cannot be trained, by config id. */
  readonly refused: ReadonlyMap<string, string>;
  /** Of the runs that can be; null where none can. */
  readonly estimate: Estimate | null;
  /** Null where no pilot was given. */
  readonly power: readonly ClaimPower[] | null;
}

/** The plan for --json. */
export function documentOf({ experiment: { loaded, name }, runs, refused, estimate, power }: Planned) {
  const { experiment, plan, claims } = loaded;
  const states = new Map(estimate?.states.map((state) => [state.run.configId, state]));
  return {
    experiment: name,
    replicates: replicatesOf(experiment),
    searchFirst: plan.searchFirst,
    notes: plan.notes,
    backend: estimate?.backend ?? null,
    data: estimate ? identitiesOf(estimate.data) : {},
    cautions: [...(estimate?.data.values() ?? [])].flatMap(({ cautions }) => cautions),
    runs: runs.map((run) => {
      const state = states.get(run.configId);
      const { configId, label, stage, replicate, at, set, measure, evaluations, needs, search, config } = run;
      return {
        ...{ configId, label, stage, replicate, at, set, measure, evaluations, needs, search },
        runId: state?.runId ?? null,
        stored: state ? state.reason === null : false,
        reason: state?.reason ?? null,
        refused: refused.get(configId) ?? null,
        multiplyAdds: state?.cost ?? null,
        config,
      };
    }),
    price: estimate ? { ...estimate.price, jobs: estimate.jobs, pilot: estimate.pilot ?? null } : null,
    unreachable: unreachableClaims(claims, replicatesOf(experiment).length),
    power: power ?? [],
  };
}
