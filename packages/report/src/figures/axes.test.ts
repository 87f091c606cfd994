import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownComponents, planExperiment, readExperiment } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { inputOf } from '../testing/synthetic.js';
import { figuresDrawn } from './index.js';

const spec = (figures: string) => `seedbed: 2
name: axes
title: What can be on an axis
question: Can any metric, replicate and step?
seed: 1
replicates: 3
data: { fashion: { plugin: fashionmnist } }
model: { layers: [{ dense: 8 }, relu, classifier] }
training: { optimizer: sgd, learningRate: $rate, batchSize: 10 }
stages: { net: { learn: { data: fashion, perClass: 20 }, steps: 40, measure: [train, test] } }
factors: { rate: [0.01, 0.1] }
figures: [${figures}]
`;

function drawn(figures: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'seedbed-axes-')), 'experiment.yaml');
  writeFileSync(file, spec(figures));
  const experiment = readExperiment(file, knownComponents);
  return figuresDrawn(modelOf(inputOf({ experiment, plan: planExperiment(experiment) })))[0]!;
}

describe('axes that are no factor', () => {
  it('a metric against another: a point a run, and their means', () => {
    const { title, chart } = drawn('{ lines: { y: test.accuracy, x: test.loss, series: rate } }');
    expect(title).toBe('Test accuracy against test loss');
    const of = (is: string) => chart.rows.filter((row) => row['is'] === is);
    expect([of('replicate').length, of('mean').length]).toEqual([6, 2]);
    const [first] = of('mean');
    const own = of('replicate').filter((row) => row['series'] === first!['series']);
    expect(first!['across']).toBeCloseTo(own.reduce((sum, row) => sum + (row['across'] as number), 0) / 3, 10);
  });

  it('replicates: a point each, without an interval', () => {
    const { chart } = drawn('{ lines: { y: test.accuracy, x: replicate, series: rate } }');
    expect(chart.rows.filter((row) => row['is'] === 'mean')).toHaveLength(6);
    expect(chart.rows.every((row) => row['tlow'] === null || row['is'] !== 'mean')).toBe(true);
  });

  it('steps of a heatmap: the evaluations', () => {
    const { chart } = drawn('{ heatmap: { color: train.accuracy, x: step, y: rate } }');
    expect(chart.rows).toHaveLength(20);
    expect(new Set(chart.rows.map((row) => row['x'])).size).toBe(10);
  });
});
