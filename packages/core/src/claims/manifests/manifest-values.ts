import { SeedbedError } from '../../errors.js';
import type { Experiment } from '../../spec/experiment.js';
import type { GridPoint } from '../../spec/grid.js';
import { labelOf } from '../../plan/label.js';
import { type Plan, replicatesOf } from '../../plan/planned.js';
import type { Manifest } from '../../manifest/schema.js';
import { besideIn, type ResultSet } from '../../results/beside.js';
import { valueOf } from '../../results/value.js';
import type { Values } from '../model/values.js';

/**
 * The values that results hold, at the grid points of a plan.
 * @param replicates Those that are judged: the experiment's own, or those of a pilot.
 * @throws SeedbedError SB_CLAIMS_TWO_RESULTS where one run has two different results: to take either would hide a choice.
 */
export function valuesOf(
  experiment: Experiment,
  plan: Plan,
  results: ResultSet,
  replicates: readonly number[] = replicatesOf(experiment),
): Values {
  const byConfig = new Map<string, Manifest>();
  for (const manifest of results.manifests) {
    const known = byConfig.get(manifest.configId);
    if (known && known.result !== manifest.result) throw twice(manifest);
    byConfig.set(manifest.configId, manifest);
  }
  const key = (stage: string, point: GridPoint) => `${stage} ${point.join()}`;
  const beside = besideIn(experiment, plan, results);
  const byPlace = new Map(plan.results.map((result) => [key(result.stage, result.point), result]));
  const runAt: Values['runAt'] = ({ stage }, point, replicate) => {
    const result = byPlace.get(key(stage, point));
    return result ? plan.idOf(result, replicate) : key(stage, point);
  };
  return {
    factors: experiment.factors,
    replicates,
    runAt,
    hasRun: (...place) => byConfig.has(runAt(...place)),
    at(metric, point, replicate) {
      const manifest = byConfig.get(runAt(metric, point, replicate));
      return manifest && valueOf(manifest, metric, beside);
    },
  };
}

const twice = (manifest: Manifest): SeedbedError =>
  new SeedbedError('SB_CLAIMS_TWO_RESULTS', `${labelOf(manifest)} has two different results`, {
    hint: 'judge the results of one backend and one version at a time',
  });
