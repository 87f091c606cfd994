import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAgainstData, loadExperiment, setKeyOf } from '@seedbed/core';
import { afterAll, describe, expect, it } from 'vitest';
import type { FirstFacts } from './facts.js';
import { setName } from './plugin-for.js';
import { firstSpec } from './write-spec.js';

const folder = mkdtempSync(join(tmpdir(), 'seedbed-init-'));
afterAll(() => rmSync(folder, { recursive: true }));

const classes = (count: number) => Array.from({ length: count }, (_, index) => `class ${index}`);
const counts = (train: readonly number[], test: readonly number[] = train.map(() => 0)) => ({ train, test, validation: train.map(() => 0) }); // prettier-ignore
const images = (shape: number[], train: number[], test?: number[]): FirstFacts => ({
  ...{ name: 'flowers', plugin: 'image-folder', options: { set: 'flowers', size: shape[0] }, grouped: false },
  inputs: { shape, type: 'uint8' },
  classes: classes(train.length),
  targets: 'class',
  counts: counts(train, test),
  spread: { mean: Array(shape[2]).fill(0.4), std: Array(shape[2]).fill(0.2) },
  predicted: null,
});
const table = (changes: Partial<FirstFacts>): FirstFacts => ({
  ...{
    name: 'houses',
    plugin: 'table',
    options: { set: 'houses', target: 'price' },
    grouped: false,
    spread: null,
    predicted: { reach: 280_000, deviation: 80_000 },
  },
  inputs: { shape: [8], type: 'float32' },
  classes: ['rows'],
  targets: [{ name: 'price', unit: 'USD' }],
  counts: counts([400]),
  ...changes,
});

const kinds: [string, FirstFacts][] = [
  ['grey images of two classes, with a test part', images([28, 28, 1], [300, 300], [50, 50])],
  ['colour images of a hundred classes', images([64, 64, 3], Array(100).fill(500), Array(100).fill(50))],
  ['unequal classes without a test part', images([32, 32, 3], [9, 40, 700])],
  ['very few pictures', images([64, 64, 3], [4, 5])],
  ['rows with a number to predict', table({})],
  ['rows with a class, in groups', table({ targets: 'class', classes: classes(3), counts: counts([60, 40, 50]), grouped: true, predicted: null, options: { set: 'iris', class: 'species' } })], // prettier-ignore
];

describe('the first experiment', () => {
  it.each(kinds)('on %s plans, and asks for no more than there is', (_, facts) => {
    const path = join(folder, 'experiment.yaml');
    writeFileSync(path, firstSpec(facts));
    const { experiment, plan } = loadExperiment(path);
    expect(plan.runs.length).toBeGreaterThanOrEqual(10);
    const key = setKeyOf((plan.runs[0] as (typeof plan.runs)[number]).config.learn.data);
    checkAgainstData(experiment, plan.runs, new Map([[key, facts]]));
  });

  // From 10 on each was tried: the error is that of the same numbers near 1, in their unit.
  it.each([
    ['small', 0.1, 0.04, 0.008, 0.01],
    ['dollars an hour', 14, 5, 0.1, 0.04],
    ['a thousand', 1400, 400, 10, 0.2],
    ['prices', 280_000, 80_000, 2000, 1],
  ])('has learning rates that get as far as the numbers lie: %s', (_, reach, deviation, linear, network) => {
    const text = firstSpec(table({ predicted: { reach, deviation } }));
    expect(text).toContain(`learningRate: { $by: network, linear: ${linear}, $else: ${network} }\n`);
    expect(text).toContain(`margin: ${Number((deviation / 50).toPrecision(1))} # in the unit of what is predicted`);
  });

  it('is named after the data, in letters that a spec takes', () => {
    expect(['/a/Blüten 2.tar.gz', '/x/houses.csv', '/x/2024', '/x/train.npz'].map(setName)).toEqual(['blu-ten-2', 'houses', 'data', 'train']); // prettier-ignore
  });
});
