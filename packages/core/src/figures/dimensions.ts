import { choices } from '../spec/nearest.js';
import { axisNamed } from './cells.js';
import type { Experiment } from '../spec/experiment.js';
import type { Dimension, Shown } from './figure.js';
import { measuredStages } from '../spec/measure.js';
import { metricNamed, numberNamed, ownMetrics } from '../plan/metric-name.js';
import { fail, type Scalar, textOf, type Value } from '../spec/value.js';

/**
 * What an axis goes through: a factor, a variable, a metric, `step` or `replicate`.
 * @throws SeedbedError SB_FACTOR_UNKNOWN, SB_METRIC_… with what there is.
 */
export function dimensionNamed(written: Value, experiment: Experiment): Dimension {
  const name = textOf(written) as string;
  if (name === 'step' || name === 'replicate') return { kind: name };
  const { factors, registry } = experiment;
  const names = factors.flatMap((factor) => [factor.name, ...factor.variables]);
  if (names.includes(name)) return { kind: 'axis', axis: axisNamed(written, factors) };
  const own = [...ownMetrics(experiment).keys()];
  if (name.includes('.') || own.includes(name) || registry.find('metric', name)) {
    return { kind: 'metric', metric: numberNamed(written, experiment) };
  }
  const known = [...names, 'step', 'replicate', ...own];
  throw fail('SB_FACTOR_UNKNOWN', written, `there is no factor, variable or metric "${name}"`, choices(name, known));
}

/** What tells series, panels or candidates apart: names alone, no numbers that are measured. */
export function groupNamed(written: Value, experiment: Experiment, what: string): Dimension {
  const dimension = dimensionNamed(written, experiment);
  if (dimension.kind === 'axis' || dimension.kind === 'replicate') return dimension;
  throw fail('SB_FIGURE_AXIS', written, `${what} cannot be ${textOf(written)}: it has no levels`, 'name a factor, a variable or replicate'); // prettier-ignore
}

/** A number at the end of a run. */
export function endNamed(written: Value, experiment: Experiment): Shown {
  const metric = numberNamed(written, experiment);
  return { kind: 'metric', stage: metric.stage, metric };
}

/**
 * What is measured again and again while a run goes: `train` or `validation`, or, as `loss`, the training loss.
 * @throws SeedbedError SB_FIGURE_COURSE for what is measured once.
 */
export function courseNamed(written: Value | undefined, place: Value, experiment: Experiment): Shown {
  const stages = measuredStages(experiment).map(({ stage }) => stage);
  const text = written ? (textOf(written) as string) : 'loss';
  const [name, stage, more] = text.split('.').reverse();
  if (name === 'loss' && more === undefined && (stage === undefined || stages.includes(stage))) {
    const [only, second] = stage === undefined ? stages : [stage];
    if (second === undefined) return { kind: 'trainingLoss', stage: only as string };
    throw fail('SB_METRIC_STAGE', written ?? place, `the loss may be of ${stages.join(' or ')}`, 'write y: STAGE.loss');
  }
  const metric = numberNamed(written as Scalar, experiment);
  if (metric.part === 'train' || metric.part === 'validation') return { kind: 'metric', stage: metric.stage, metric };
  const known = ['loss', `train.${metric.name}`, `validation.${metric.name}`];
  throw fail('SB_FIGURE_COURSE', written as Scalar, `${text} is measured once, at the end`, choices(text, metric.part ? known : ['loss'])); // prettier-ignore
}

/** The matrix of a part: of `test` unless it says another. */
export function matrixNamed(written: Value | undefined, place: Value, experiment: Experiment): Shown {
  const named: Scalar = written?.kind === 'scalar' ? written : { kind: 'scalar', value: 'test.confusion', place: place.place }; // prettier-ignore
  const metric = metricNamed(named, experiment);
  if (metric.component.matrix) return { kind: 'metric', stage: metric.stage, metric };
  throw fail('SB_FIGURE_MATRIX', named, `${metric.name} is a number, not a matrix`, 'write y: test.confusion');
}
