import { canonicalJson } from '../digest/canonical.js';
import type { Experiment } from '../spec/experiment.js';
import { measuredStages } from '../spec/measure.js';
import { fail } from '../spec/value.js';
import { type MetricName, metricText } from './metric-name.js';
import { type Plan, type Result, replicatesOf } from './planned.js';
import type { RunConfig } from './run-config.js';

/**
 * What a metric that compares runs compares them with: by the key of a result of its stage, the key of the other run.
 * Without those whose reference leads beyond the first or last level.
 * @throws SeedbedError SB_METRIC_COMPARED where the other run is no result that is measured on the same test part, or one
 * run would be compared with two; SB_REFERENCE_…, SB_STAGE_UNKNOWN, SB_FACTOR_UNKNOWN, SB_LEVEL_UNKNOWN.
 */
export function comparedIn(metric: MetricName, experiment: Experiment, plan: Plan): Map<string, string> {
  const reference = metric.compared;
  const found = new Map<string, string>();
  if (reference === undefined) return found;
  const refuse = (what: string, hint: string) => fail('SB_METRIC_COMPARED', reference, `${metricText(metric)} ${what}`, hint); // prettier-ignore
  const [replicate = 0] = replicatesOf(experiment);
  const configs = new Map(plan.runs.map(({ configId, config }) => [configId, config]));
  const configOf = ({ key }: Result) => configs.get(plan.idOf({ key }, replicate)) as RunConfig;
  const results = new Map(plan.results.map((result) => [result.key, result]));
  const tested = new Set(measuredStages(experiment).filter(({ parts }) => parts.includes('test')).map(({ stage }) => stage)); // prettier-ignore
  for (const result of plan.results.filter(({ stage }) => stage === metric.stage)) {
    const key = plan.follow(result, reference);
    if (key === undefined) continue;
    const known = found.get(result.key);
    if (known !== undefined && known !== key) throw refuse(`would compare one run of ${metric.stage} with two runs`, 'what it is compared with may differ only in factors on which the run itself depends'); // prettier-ignore
    const other = results.get(key);
    if (!other) throw refuse('compares with a run that is no result', 'measure the stage, and take its grid point out of skip'); // prettier-ignore
    const unmeasured = [result, other].find(({ stage }) => !tested.has(stage));
    if (unmeasured) throw refuse(`needs the test part, which ${unmeasured.stage} does not measure`, `add it to measure of ${unmeasured.stage}`); // prettier-ignore
    const which = difference(configOf(result), configOf(other));
    if (which) throw refuse(`compares ${result.stage} with ${other.stage}, which ${which}`, 'compare runs that are measured on the same examples'); // prettier-ignore
    found.set(result.key, key);
  }
  return found;
}

/** Why two runs are measured on other test examples, or tell other classes apart; undefined where they do not. */
function difference(one: RunConfig, other: RunConfig): string | undefined {
  const differ = (part: (config: RunConfig) => unknown) => canonicalJson(part(one)) !== canonicalJson(part(other));
  if (differ(learnedOf)) return 'learns other classes or other data';
  return differ(drawnTest)
    ? 'is measured on other test examples, as these are taken from those for training'
    : undefined;
}

/** The data set and the classes that are told apart. */
const learnedOf = ({ learn, streams = {} }: RunConfig) => ({
  data: { ...learn.data, test: null, validation: null },
  classes: learn.classes ?? null,
  split: streams['split'] ?? null,
});

/** Test examples that are taken from the training examples: how many, and the stream that draws them. */
const drawnTest = ({ learn, streams = {} }: RunConfig) =>
  learn.data.test === undefined ? null : { amount: learn.data.test, subset: streams['subset'] ?? null };

/**
 * Config ids of the runs whose predictions are kept: those that one of these metrics compares, and those with which it does.
 * @throws SeedbedError SB_METRIC_COMPARED, and what following a reference throws.
 */
export function comparedRuns(metrics: readonly MetricName[], experiment: Experiment, plan: Plan): Set<string> {
  const keys = new Set(metrics.flatMap((metric) => [...comparedIn(metric, experiment, plan)].flat()));
  const replicates = replicatesOf(experiment);
  return new Set([...keys].flatMap((key) => replicates.map((replicate) => plan.idOf({ key }, replicate))));
}
