import { SeedbedError } from '../errors.js';
import type { Experiment } from '../spec/experiment.js';
import type { Level } from '../spec/factors.js';
import { groupBy } from '../group-by.js';
import { hasLevels } from '../spec/grid.js';
import { type MetricName, metricNamed } from '../plan/metric-name.js';
import type { Manifest } from '../manifest/schema.js';
import type { PlannedRun } from '../plan/planned-run.js';
import { Schedule } from '../plan/schedule.js';
import { type Plan, replicatesFrom, type SearchedResult } from '../plan/planned.js';
import { type Search, searchedLevels } from '../spec/search.js';
import { fail, field, levelText, type Scalar, type Value } from '../spec/value.js';

/** What a search chose for a combination of levels of the factors in `per`. */
export interface Chosen {
  /** Level of each factor in `per`. */
  readonly at: Readonly<Record<string, string>>;
  readonly values: ReadonlyMap<string, Scalar>;
  /** Mean of the metric that chose it, over grid points and replicates, in its unit. */
  readonly by: number;
}

/** The value of a metric of a run, by config id; undefined where it was not measured. */
export type MeasuredValue = (configId: string, metric: MetricName) => number | undefined;

/**
 * Runs that cannot be trained, since one that they start from diverged: config ids.
 * @param outcomeOf how a stored run ended; undefined where it is not stored.
 */
export function lostRuns(
  runs: readonly PlannedRun[],
  outcomeOf: (configId: string) => Manifest['outcome']['status'] | undefined,
): ReadonlySet<string> {
  const schedule = new Schedule(runs, new Map());
  const failed = runs.filter(({ configId }) => (outcomeOf(configId) ?? 'ok') !== 'ok');
  return new Set(failed.flatMap((run) => schedule.done(run, false)).map(({ configId }) => configId));
}

/**
 * The metric that decides a search.
 * @throws SeedbedError SB_METRIC_COMPARED for one that compares runs, and what naming a metric throws.
 */
export function searchedBy(experiment: Experiment & { readonly search: Search }): MetricName {
  const by = field(field(experiment.root, 'search'), 'by') as Value;
  const metric = metricNamed(by, experiment);
  if (metric.compared) throw fail('SB_METRIC_COMPARED', by, `${experiment.search.by} compares runs, and neither of two values of it is the better one`, 'choose by a metric of one run, such as validation.accuracy'); // prettier-ignore
  return metric;
}

/**
 * Of each combination of `per`'s levels the values with the best mean of `by`; of equally good ones the first that is
 * written. Runs that diverged, or start from one that did, have no value: values with such a run are never chosen.
 * @param isOver whether a run is stored, or never will be.
 * @throws SeedbedError SB_SEARCH_INCOMPLETE where runs were not executed; SB_SEARCH_NONE where all values diverged.
 */
export function chooseValues(
  experiment: Experiment & { readonly search: Search },
  plan: Plan,
  valueOf: MeasuredValue,
  isOver: (configId: string) => boolean,
): Chosen[] {
  const { search, factors } = experiment;
  const metric = searchedBy(experiment);
  const replicates = replicatesFrom(search.replicates);
  const results = plan.searched.filter(({ stage }) => stage === metric.stage);
  const missing = results.flatMap((result) => replicates.filter((replicate) => !isOver(plan.idOf(result, replicate))));
  if (missing.length > 0) throw new SeedbedError('SB_SEARCH_INCOMPLETE', `${missing.length} runs of the search are not stored yet`, { hint: 'seedbed run SPEC trains them, then search again' }); // prettier-ignore
  return searchedLevels(search, factors, experiment.points).map((levels): Chosen => {
    const at = Object.fromEntries(factors.filter(({ name }) => levels.has(name)).map((factor) => [factor.name, (factor.levels[levels.get(factor.name) as number] as Level).name])); // prettier-ignore
    const here = results.filter(({ point }) => hasLevels(point, levels, factors));
    const means = [...groupBy(here, valuesText).values()].map((same) => {
      const { values } = same[0] as SearchedResult;
      const measured = same.flatMap((result) =>
        replicates.map((replicate) => valueOf(plan.idOf(result, replicate), metric)),
      );
      const known = measured.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
      return known.length === measured.length ? { values, by: known.reduce((sum, value) => sum + value, 0) / known.length } : null; // prettier-ignore
    });
    const sign = metric.component.better === 'lower' ? -1 : 1;
    const best = means.reduce(
      (most, each) => (each && !(most && sign * most.by >= sign * each.by) ? each : most),
      null,
    );
    if (best) return { at, ...best };
    const where = Object.entries(at)
      .map(([factor, level]) => ` at ${factor} ${level}`)
      .join(',');
    throw new SeedbedError('SB_SEARCH_NONE', `no searched value has a ${search.by}${where}: every one had a run that diverged`, { hint: 'search among other values' }); // prettier-ignore
  });
}

const valuesText = ({ values }: SearchedResult): string => [...values.values()].map(levelText).join('\n');

/** The file of choices beside a spec, as YAML. */
export function choicesText(spec: string, by: string, chosen: readonly Chosen[]): string {
  const quoted = (text: string | undefined) => (/^[A-Za-z0-9_.][A-Za-z0-9_. -]*$/.test(text ?? '') ? (text as string) : JSON.stringify(text)); // prettier-ignore
  const entries = (pairs: readonly (readonly [string, string | undefined])[]) => `{ ${pairs.map(([name, value]) => `${name}: ${quoted(value)}`).join(', ')} }`; // prettier-ignore
  const lines = chosen.map(({ at, values, by: mean }) => {
    const where = Object.keys(at).length === 0 ? '' : `at: ${entries(Object.entries(at))}, `;
    return `- { ${where}values: ${entries([...values].map(([name, value]) => [name, levelText(value)]))}, by: ${mean} }\n`;
  });
  return `# Written by seedbed search from ${spec}: where, what was chosen, and the mean ${by} that chose it.\n${lines.join('')}`;
}
