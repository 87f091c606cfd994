import { z } from 'zod';
import type { ClassPredictions, Measurement } from './measured.js';
import type { Component } from './component.js';
import { anyNumber, run, text, whole } from './options.js';

/** A metric: also its unit, which direction is better, and whether it is of a part or of a whole run. */
export interface MetricComponent extends Component {
  readonly kind: 'metric';
  readonly unit: '%' | 'steps' | 'loss' | 'target' | 'of its parts' | 'none';
  readonly better: 'higher' | 'lower' | 'neither';
  readonly of: 'part' | 'run';
  /** Whether it is a matrix of counts and not a number: it can be drawn, but not claimed. */
  readonly matrix?: true;
  /** Options that name a metric of the same run. */
  readonly measured?: readonly string[];
  /**
   * Of a metric of a package: its value for what a run predicts of a part, with all options at their defaults. The standard
   * error over the examples is null where it has none.
   */
  readonly measure?: (predictions: ClassPredictions) => Measurement;
}

export const metric = (rest: Omit<MetricComponent, 'kind' | 'version' | 'options'> & Partial<Pick<Component, 'options'>>): MetricComponent => ({ kind: 'metric', version: 1, options: z.strictObject({}), ...rest }); // prettier-ignore

const aMetric = text('a metric, such as test.accuracy');

export const metrics: readonly MetricComponent[] = [
  metric({ name: 'accuracy', summary: 'Share of the examples whose class is right.', unit: '%', better: 'higher', of: 'part' }), // prettier-ignore
  metric({
    name: 'topK',
    summary: 'Share of the examples whose class is among the k most likely ones.',
    ...{ unit: '%', better: 'higher', of: 'part', main: 'k' },
    example: 3,
    options: z.strictObject({ k: whole('how many count').default(5) }),
  }),
  metric({ name: 'meanClassAccuracy', summary: 'Mean over the classes of the accuracy in each.', unit: '%', better: 'higher', of: 'part' }), // prettier-ignore
  metric({
    name: 'loss',
    summary: 'Mean cross-entropy of classes; mean squared error of numbers.',
    unit: 'loss',
    better: 'lower',
    of: 'part',
  }),
  metric({
    name: 'calibrationError',
    summary: 'Expected calibration error (Guo et al. 2017).',
    ...{ unit: '%', better: 'lower', of: 'part', main: 'bins' },
    example: 10,
    options: z.strictObject({ bins: whole('bins of equal width').default(15) }),
  }),
  metric({ name: 'confusion', summary: 'Counts by true and predicted class.', unit: 'none', better: 'neither', of: 'part', matrix: true }), // prettier-ignore
  metric({ name: 'rmse', summary: 'Root mean squared error.', unit: 'target', better: 'lower', of: 'part' }),
  metric({ name: 'mae', summary: 'Mean absolute error.', unit: 'target', better: 'lower', of: 'part' }),
  metric({ name: 'r2', summary: 'Coefficient of determination.', unit: 'none', better: 'higher', of: 'part' }),
  metric({
    name: 'stepsTo',
    summary: 'Steps until another metric reaches a value.',
    ...{ unit: 'steps', better: 'lower', of: 'run', measured: ['metric'] },
    example: { metric: 'validation.accuracy', value: 80 },
    options: z.strictObject({ metric: aMetric, value: anyNumber("the value, in that metric's unit") }),
  }),
  metric({
    name: 'difference',
    summary: 'One metric minus another of the same run.',
    ...{ unit: 'of its parts', better: 'neither', of: 'run', measured: ['of', 'minus'] },
    example: { of: 'train.accuracy', minus: 'test.accuracy' },
    options: z.strictObject({ of: aMetric, minus: aMetric }),
  }),
  metric({
    name: 'disagreement',
    summary: 'Share of the test examples that another run gives another class.',
    ...{ unit: '%', better: 'neither', of: 'run', references: ['with'] },
    example: { with: 'teacher' },
    options: z.strictObject({ with: run('the run that is compared with') }),
  }),
];
