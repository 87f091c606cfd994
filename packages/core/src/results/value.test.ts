import { describe, expect, it } from 'vitest';
import { builtIn } from '../components/registry.js';
import type { MetricComponent } from '../components/metrics.js';
import { exampleManifest } from '../testing/manifests.js';
import { courseOf, valueOf } from './value.js';

const run = (name: string, options: Readonly<Record<string, unknown>>) => ({
  ...{ part: undefined, name: 'own', options },
  component: builtIn.find('metric', name) as MetricComponent,
});

const at = (step: number, accuracy: number, loss: number) => ({
  ...{ step, epoch: step, trainLoss: 1 },
  measured: { validation: { accuracy, loss } },
});

const manifest = exampleManifest({ curve: [at(1, 40, 2), at(2, 60, 1), at(3, 55, 0.5)] });
const failed = exampleManifest({ measured: null, outcome: { status: 'diverged', step: 2, reason: null } });

describe('the value of a metric', () => {
  it('of a part is what was measured at the end', () => {
    expect(valueOf(manifest, { part: 'test', name: 'accuracy' })).toBe(75);
    expect(valueOf(manifest, { part: 'train', name: 'accuracy' })).toBeUndefined();
    expect(valueOf(failed, { part: 'test', name: 'accuracy' })).toBeUndefined();
    expect(courseOf(manifest, { part: 'validation', name: 'loss' })).toEqual([1, 2, 3].map((step) => ({ step, value: [2, 1, 0.5][step - 1] }))); // prettier-ignore
  });

  it('stepsTo is the step of the first evaluation that is good enough', () => {
    const steps = (metric: string, value: number) => valueOf(manifest, run('stepsTo', { metric, value }));
    expect(steps('validation.accuracy', 60)).toBe(2);
    expect(steps('validation.accuracy', 30)).toBe(1);
    expect(steps('validation.accuracy', 76)).toBeUndefined();
    expect(steps('target.validation.accuracy', 60)).toBe(2);
    // A loss gets better by falling.
    expect(steps('validation.loss', 1)).toBe(2);
    expect(steps('test.accuracy', 75)).toBe(3);
    expect(valueOf(failed, run('stepsTo', { metric: 'validation.accuracy', value: 0 }))).toBeUndefined();
  });

  it('difference is one metric minus another of the same run', () => {
    const gap = (of: string, minus: string) => valueOf(manifest, run('difference', { of, minus }));
    expect(gap('validation.accuracy', 'test.accuracy')).toBe(0);
    expect(gap('test.accuracy', 'test.loss')).toBe(74.5);
    expect(gap('train.accuracy', 'test.accuracy')).toBeUndefined();
  });

  it('disagreement needs predictions', () => {
    expect(valueOf(manifest, run('disagreement', { with: { stage: 'target' } }))).toBeUndefined();
  });
});
