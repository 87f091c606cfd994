import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { knownComponents } from '../components/registry.js';
import { sha256 } from '../digest/canonical.js';
import { loadExperiment } from '../load.js';
import { temporaryFolders } from '../testing/caches.js';
import { exampleText } from '../testing/experiments.js';
import { readExperiment } from './experiment.js';
import { resolvedForm, resolvedFrom } from './resolved.js';

const folders = temporaryFolders();
let folder: string;
beforeAll(() => {
  folder = folders.make();
  for (const name of ['own', 'base']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'base', 'experiment.yaml'), exampleText);
});
afterAll(() => folders.remove());

const write = (text: string, name = 'own/experiment.yaml') => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const read = (path: string) => readExperiment(path, knownComponents);

it('a spec that needs nothing from outside its folder has no resolved form', () => {
  expect(resolvedForm(read(write(exampleText)))).toBeNull();
  write(exampleText, 'own/other.yaml');
  expect(resolvedForm(read(write('extends: other.yaml\nseed: 5\n')))).toBeNull();
});

it('a resolved form plans the same runs alone, and says of which file it was made', () => {
  const factors = 'factors: { condition: { base: {}, FTall: { stages.target.weights: source } }, 10: null }';
  for (const text of [
    'extends: ../base/experiment.yaml\n',
    'extends: ../base/experiment.yaml\nseed: 5\nclaims: null\nmodel: { layers: [{ conv: 3 }, "relu", classifier] }\nfactors: { condition: { base: {}, FTall: { stages.target.weights: source } } }\n',
    'extends: ../base/experiment.yaml\ntitle: "A: title # with \\"signs\\", \\u00e4 and $$"\n',
  ]) {
    const path = write(text);
    const whole = loadExperiment(path);
    const form = resolvedForm(whole.experiment)!;
    expect(resolvedFrom(form)).toBe(sha256(text));
    const alone = loadExperiment(write(form, 'base/alone.yaml'));
    expect(alone.plan.runs).toEqual(whole.plan.runs);
    expect(alone.claims.map(({ id }) => id)).toEqual(whole.claims.map(({ id }) => id));
    expect(alone.experiment.head).toEqual(whole.experiment.head);
    expect(resolvedForm(alone.experiment)).toBeNull();
  }
  expect(() => read(write(`extends: ../base/experiment.yaml\n${factors}\n`))).toThrow(/to remove/);
});

it('keeps the order of levels, also of those that look like numbers', () => {
  const factors = 'factors: { condition: { levels: { 10: {}, 5: { stages.target.weights: source }, 7: { stages.target.learningRate: 0.5 } } } }'; // prettier-ignore
  const whole = loadExperiment(write(`extends: ../base/experiment.yaml\nclaims: null\n${factors}\n`));
  const alone = loadExperiment(write(resolvedForm(whole.experiment)!, 'base/alone.yaml'));
  const levels = ({ experiment }: typeof whole) => experiment.factors.map((factor) => factor.levels.map(({ name }) => name)); // prettier-ignore
  expect(levels(whole)[1]).toEqual(['10', '5', '7']);
  expect(levels(alone)).toEqual(levels(whole));
  expect(alone.plan.runs).toEqual(whole.plan.runs);
});

it('text of another kind is the resolved form of nothing', () => {
  for (const text of [
    '',
    exampleText,
    '# experiment.yaml (sha256 abc) with all that it extends; written by seedbed record\n',
  ]) {
    expect(resolvedFrom(text)).toBeNull();
  }
});
