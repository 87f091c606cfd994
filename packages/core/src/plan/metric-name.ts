import type { MetricComponent } from '../components/metrics.js';
import { nameOf } from '../components/component.js';
import { choices } from '../spec/nearest.js';
import type { Registry } from '../components/registry.js';
import { checked } from '../spec/checked.js';
import { asMapping, named } from '../spec/configure.js';
import type { Experiment } from '../spec/experiment.js';
import { measuredStages } from '../spec/measure.js';
import { type Measured, parts } from '../spec/parts.js';
import { checkName } from '../spec/names.js';
import { capital } from '../words.js';
import { metricWords } from './metric-words.js';
import type { PlannedRun } from './planned-run.js';
import { fail, failAt, field, kindOf, plainOf, textOf, type Value } from '../spec/value.js';

/** What a number counts in. */
export type Unit = Exclude<MetricComponent['unit'], 'of its parts'>;

/** A number that is claimed or drawn: a metric of a stage. */
export interface MetricName {
  readonly stage: string;
  /** Undefined of a metric of the run, such as `stepsTo`. */
  readonly part: Measured | undefined;
  /** As it is called in the spec: a registry's name, or one of `metrics`. */
  readonly name: string;
  readonly component: MetricComponent;
  /** What `metrics` says of one that is declared there: `{ metric: 'validation.accuracy', value: 86 }`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What names the run that it is compared with, as it was written; undefined of a metric of one run. */
  readonly compared: Value | undefined;
  readonly unit: Unit;
  /** What figures call it, without its unit: "Test accuracy". */
  readonly title: string;
  /** The same in a sentence, with the stage where several are measured: "test accuracy of target". */
  readonly words: string;
}

interface OwnMetric extends Pick<MetricName, 'component' | 'options' | 'compared'> {
  /** The metrics of the same run that its options name, as they were written. */
  readonly inner: readonly Value[];
}

/**
 * The metrics that a spec declares with options of its own, by name.
 * @throws SeedbedError SB_SPEC_NAME, SB_SPEC_COMPONENT, SB_SPEC_INVALID.
 */
export function ownMetrics({ root, registry }: Pick<Experiment, 'root' | 'registry'>): Map<string, OwnMetric> {
  const written = field(root, 'metrics');
  if (written === undefined) return new Map();
  if (written.kind !== 'mapping') throw fail('SB_SPEC_INVALID', written, `metrics cannot be ${kindOf(written)}`, 'write metrics: { NAME: { METRIC: { OPTION: VALUE } } }'); // prettier-ignore
  return new Map(
    [...written.entries].map(([name, { key, value }]) => {
      checkName(name, key, 'metric');
      if (registry.find('metric', name)) throw failAt('SB_SPEC_NAME', key, `"${name}" is the name of a metric already`, 'give it another name'); // prettier-ignore
      return [name, ownMetric(registry, value)] as const;
    }),
  );
}

function ownMetric(registry: Registry, written: Value): OwnMetric {
  const { component, options, place } = named(registry, ['metric'], written);
  const body = asMapping(component, options, place);
  const [reference] = component.references ?? [];
  const compared = reference === undefined ? undefined : field(body, reference);
  const plain = plainOf(body) as OwnMetric['options'];
  // Which run a reference leads to depends on the grid point: only a plan can say.
  const filled = compared ? { ...plain, [reference as string]: { run: '' } } : plain;
  const parsed = checked(component.options, body, component.name, filled) as OwnMetric['options'];
  const all = compared ? plain : parsed;
  const metric = component as MetricComponent;
  const inner = (metric.measured ?? []).flatMap((option) => field(body, option) ?? []);
  return { component: metric, options: all, compared, inner };
}

/**
 * What `[STAGE.]PART.NAME` or `[STAGE.]NAME` means. The stage may be left out where one alone is measured.
 * @throws SeedbedError SB_METRIC_UNKNOWN, SB_METRIC_STAGE, SB_METRIC_PART with what there is.
 */
export function metricNamed(written: Value, experiment: Experiment): MetricName {
  const text = textOf(written);
  if (text === undefined) throw fail('SB_METRIC_UNKNOWN', written, `${kindOf(written)} is no metric`, 'write PART.NAME, such as test.accuracy'); // prettier-ignore
  const steps = text.split('.');
  const stages = measuredStages(experiment);
  const byName = steps.length > 1 ? stages.find(({ stage }) => stage === steps[0]) : undefined;
  const rest = byName ? steps.slice(1) : steps;
  const part = parts.find((each) => each === rest[0]);
  const name = (part ? rest.slice(1) : rest).join('.');
  const own = ownMetrics(experiment);
  const found = own.get(name) ?? builtInMetric(experiment.registry, name);
  if (!found) {
    const known = [...own.keys(), ...experiment.registry.names('metric').map((each) => `test.${each}`)];
    throw fail('SB_METRIC_UNKNOWN', written, `there is no metric "${text}"`, choices(text, known));
  }
  const { component, options, compared } = found;
  if ((component.of === 'part') !== (part !== undefined)) {
    const hint = part ? `write ${name} alone` : `write test.${name}, or another part: ${parts.join(', ')}`;
    throw fail('SB_METRIC_PART', written, part ? `${name} is of a run, not of a part` : `${name} is of a part`, hint);
  }
  const able = stages.filter((stage) => part === undefined || stage.parts.includes(part));
  const [only, second] = byName ? able.filter((each) => each === byName) : able;
  if (only === undefined) throw fail('SB_METRIC_PART', written, byName ? `${byName.stage} does not measure ${part}` : `no stage measures ${part}`, `add it to measure: [${part}]`); // prettier-ignore
  if (second) throw fail('SB_METRIC_STAGE', written, `"${text}" may be of ${able.map(({ stage }) => stage).join(' or ')}`, `write STAGE.${text}`); // prettier-ignore
  for (const each of found.inner) checkInner(each, only.stage, experiment);
  const words = metricWords({ part, name, component, options }, experiment.registry);
  return {
    ...{ stage: only.stage, part, name, component, options, compared },
    unit: unitOf(found, experiment.registry),
    title: capital(words),
    words: stages.length > 1 ? `${words} of ${only.stage}` : words,
  };
}

/** What a metric is made of is a number that is measured of the same run. */
function checkInner(written: Value, stage: string, experiment: Experiment): void {
  const text = textOf(written) ?? '';
  const full = text.startsWith(`${stage}.`) ? text : `${stage}.${text}`;
  const { part, name } = numberNamed({ kind: 'scalar', value: full, place: written.place }, experiment);
  if (part === undefined) throw fail('SB_METRIC_PART', written, `${name} is made of other metrics`, 'write PART.NAME, such as test.accuracy'); // prettier-ignore
}

/** A difference has the unit of what it is a difference of. */
function unitOf({ component, options }: OwnMetric, registry: Registry): Unit {
  if (component.unit !== 'of its parts') return component.unit;
  const inner = builtInMetric(registry, String(options['of']).split('.').at(-1) as string);
  return inner ? unitOf(inner, registry) : 'none';
}

/** "target.test.accuracy", "net.stepsToLearn". */
export const metricText = ({ stage, part, name }: Pick<MetricName, 'stage' | 'part' | 'name'>): string =>
  [stage, part, name].filter((step) => step !== undefined).join('.');

function builtInMetric(registry: Registry, name: string): OwnMetric | undefined {
  const component = registry.find('metric', name) as MetricComponent | undefined;
  return component && { component, options: {}, compared: undefined, inner: [] };
}

/** The same where a number is needed. @throws SeedbedError SB_METRIC_MATRIX for a matrix of counts. */
export function numberNamed(written: Value, experiment: Experiment): MetricName {
  const metric = metricNamed(written, experiment);
  if (!metric.component.matrix) return metric;
  throw fail('SB_METRIC_MATRIX', written, `${metric.name} is a matrix, not a number`, 'take another metric, or draw it with confusion'); // prettier-ignore
}

/** The metric that is meant where none is named: `test.accuracy`, of a regressor `test.rmse`. */
export function mainMetric(runs: readonly PlannedRun[]): string {
  const measured = runs.find(({ measure }) => measure.length > 0);
  const part = measured?.measure.includes('test') === false ? (measured.measure[0] as string) : 'test';
  return `${part}.${mainName(measured)}`;
}

/** What matters most of a run: `accuracy`, of a regressor `rmse`. */
export function mainName(run: PlannedRun | undefined): string {
  const last = run?.config.model.layers.at(-1);
  return last !== undefined && nameOf(last) === 'regressor' ? 'rmse' : 'accuracy';
}
