import { describe, expect, it } from 'vitest';
import { knownComponents } from '../components/registry.js';
import { digestOf } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import type { MetricComponent } from '../components/metrics.js';
import { exampleManifest } from '../testing/manifests.js';
import type { MetricName } from '../plan/metric-name.js';
import { nothingBeside } from './beside.js';
import { courseOf, disagreementOf, valueOf as valueBeside } from './value.js';

const named = (component: string) => ({
  ...{ stage: 'target', options: {}, compared: undefined, unit: '%' as const, title: '', words: '' },
  component: knownComponents.find('metric', component) as MetricComponent,
});
const run = (name: string, options: Readonly<Record<string, unknown>>): MetricName =>
  ({ ...named(name), part: undefined, name: 'own', options }); // prettier-ignore
const of = (part: 'train' | 'test', name: string): MetricName => ({ ...named(name), part, name });

const valueOf = (from: Manifest, metric: MetricName) => valueBeside(from, metric, nothingBeside);

const at = (step: number, accuracy: number, loss: number) => ({
  ...{ step, epoch: step, trainLoss: 1 },
  measured: { validation: { accuracy, loss } },
});

const manifest = exampleManifest({ curve: [at(1, 40, 2), at(2, 60, 1), at(3, 55, 0.5)] });
const failed = exampleManifest({ measured: null, outcome: { status: 'diverged', step: 2, reason: null } });

describe('the value of a metric', () => {
  it('of a part is what was measured at the end', () => {
    expect(valueOf(manifest, of('test', 'accuracy'))).toBe(75);
    expect(valueOf(manifest, of('train', 'accuracy'))).toBeUndefined();
    expect(valueOf(failed, of('test', 'accuracy'))).toBeUndefined();
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

  it('disagreement is the share of the test examples that another run gives another class', () => {
    const churn = run('disagreement', { with: { stage: 'target' } });
    const other = exampleManifest({ id: digestOf('other') });
    const kept = new Map([[manifest.id, Uint16Array.of(0, 0, 0, 1)], [other.id, Uint16Array.of(0, 0, 1, 1)]]); // prettier-ignore
    const beside = { other: () => other, predicted: ({ id }: Manifest) => kept.get(id) };
    expect(valueBeside(manifest, churn, beside)).toBe(25);
    // sqrt(p (1 - p) / (n - 1)), p = 1/4, n = 4.
    expect(disagreementOf(manifest, other, beside.predicted)).toEqual({ value: 25, standardError: 25 });
    expect(valueBeside(manifest, churn, { ...beside, other: () => manifest })).toBe(0);
    // Not measured where the other run or the predictions of one are not there.
    expect(valueOf(manifest, churn)).toBeUndefined();
    expect(valueBeside(manifest, churn, { ...beside, predicted: ({ id }) => (id === other.id ? undefined : kept.get(id)) })).toBeUndefined(); // prettier-ignore
    // Nor of other examples, and other classes.
    for (const data of [
      { ...other.data, test: digestOf('others') },
      { ...other.data, classes: ['Träger', 'Bag'] },
    ])
      expect(disagreementOf(manifest, exampleManifest({ data }), () => Uint16Array.of(0))).toBeUndefined();
  });
});
