import { describe, expect, it } from 'vitest';
import { loadText } from '../testing/loaded.js';
import { matching } from './filter.js';

/** Levels "many" and "10" of size ask for one training. */
const loaded = loadText(`seedbed: 2
name: example
title: An example
question: Does it help?
seed: 1
replicates: 2
data: { fashion: { plugin: fashionmnist, classes: { source: 3, target: 2 } } }
model: { layers: [{ conv: 4 }, relu, classifier] }
training: { optimizer: sgd, learningRate: 0.1, batchSize: 4, steps: 3 }
stages:
  source: { learn: { data: fashion, classes: source, perClass: 20 } }
  target: { learn: { data: fashion, classes: target, perClass: 5 }, measure: [test] }
factors:
  size:
    "5": {}
    "10": { stages.target.learn.perClass: 10 }
    many: { stages.target.learn.perClass: 10 }
  condition: { base: {}, FTall: { stages.target.weights: source } }
`);
const experiment = { loaded, runs: loaded.plan.runs };
const chosen = (filter: string) => matching(experiment, filter).map(({ label }) => label);

describe('a filter', () => {
  it('of nothing keeps every run', () => {
    expect(matching(experiment, undefined)).toBe(loaded.plan.runs);
  });

  it('is a glob on labels', () => {
    expect(chosen('r1 source*')).toEqual(['r1 source']);
    expect(chosen('*FTall, size 5')).toEqual([
      'r0 target at condition FTall, size 5',
      'r1 target at condition FTall, size 5',
    ]);
  });

  it('is a label itself', () => {
    for (const { label } of loaded.plan.runs) expect(chosen(label)).toEqual([label]);
  });

  it('is the level of a factor, a stage, a replicate, or several of them', () => {
    expect(chosen('stage=source')).toEqual(['r0 source', 'r1 source']);
    expect(chosen('replicate=1,condition=base,size=5')).toEqual(['r1 target at condition base, size 5']);
    expect(chosen('condition=F*,size=5,replicate=0')).toEqual(['r0 target at condition FTall, size 5']);
  });

  it('finds a training that several grid points ask for by the levels of each', () => {
    expect(chosen('size=10,replicate=0')).toHaveLength(2);
    expect(chosen('size=many')).toEqual(chosen('size=10'));
    expect(chosen('size=many,condition=base')).toHaveLength(2);
  });

  it.each([
    ['*S9T*', 'SB_FILTER_NOTHING', /there are .*r0 source/],
    ['sise=5', 'SB_FILTER_NAME', /size/],
    ['size=6', 'SB_FILTER_NOTHING', /5, 10, many/],
    ['stage=source,size=5', 'SB_FILTER_NOTHING', /all of them together match none/],
  ])('that matches nothing is an error with what there is: %s', (filter, code, hint) => {
    expect(() => chosen(filter)).toThrow(expect.objectContaining({ code, hint: expect.stringMatching(hint) }));
  });
});
