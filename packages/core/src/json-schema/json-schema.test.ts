import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { knownComponents } from '../components/registry.js';
import { experimentJsonSchema } from './json-schema.js';

const root = new URL('../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const validate = new Ajv({ allowUnionTypes: true }).compile(experimentJsonSchema(knownComponents));
const errors = (text: string) => (validate(parse(text)) ? [] : (validate.errors ?? []));

const examples = readdirSync(new URL('packages/core/examples/', root)).filter((name) =>
  /(?<!choices)\.yaml$/.test(name),
);
const specs = [
  ...examples.map((name) => `packages/core/examples/${name}`),
  ...['fashion-mnist', 'smoke', 'yosinski', 'tinyimagenet-40', 'miniplaces-16'].map((name) => `experiments/${name}/experiment.yaml`), // prettier-ignore
  ...['smoke/tiny', 'tinyimagenet/paper', 'miniplaces/paper'].map((name) => `experiments/${name}.yaml`),
];

describe('the JSON Schema of an experiment', () => {
  it('is the one that is checked in (packages/cli/scripts/regenerate.mjs)', () => {
    expect(JSON.parse(read('packages/core/schema/experiment.schema.json'))).toEqual(
      experimentJsonSchema(knownComponents),
    );
  });

  it.each(specs)('takes %s', (path) => expect(errors(read(path))).toEqual([]));

  const spec = read('packages/core/examples/tinyimagenet-paper.yaml');
  it.each([
    ['a field', 'seed: 2016', 'sead: 2016'],
    ['a field of training', 'batchSize: 128', 'batchsize: 128'],
    ['a layer', '- { conv: 384 }', '- { convolution: 384 }'],
    ['an option of a layer', 'kernelSize: 5', 'kernel: 5'],
    ['an option of the wrong type', 'dropout: 0.5', 'dropout: half'],
    ['a required option that is missing', '{ conv: { filters: 256, kernelSize: 5 } }', '{ conv: { kernelSize: 5 } }'],
    ['an optimizer', 'sgd: {', 'sdg: {'],
    ['an option of an optimizer', 'nesterov: true', 'nestorov: true'],
    ['an option of a method', 'flip: true', 'flipped: true'],
    ['a schedule', 'schedule: cosine', 'schedule: cosinus'],
    ['a part', 'measure: [test]', 'measure: [tests]'],
    ['a field of a stage', 'steps: 36000', 'step: 36000'],
    ['an empty level', 'base: {}', 'base:'],
    ['the path of an override', 'stages.target.freeze: $depth', 'stages.target.frozen: $depth'],
    ['a reference', 'weights: { from: source, layers: $depth }', 'weights: { of: source, layers: $depth }'],
    ['a scale', 'scale: log2', 'scale: log3'],
    ['a kind of claim', 'trend: {', 'trends: {'],
    ['a field of a claim', 'origin: stated', 'origins: stated'],
    ['what is required', 'replicates: 7', ''],
  ])('shows an editor %s that is wrong', (_, from, to) => {
    expect(spec).toContain(from);
    expect(errors(spec.replace(from, to))).not.toEqual([]);
  });

  it.each([
    ['an option of a component', 'training.optimizer.sgd.weightDecay: 0.1', true],
    ['an option that there is not', 'training.optimizer.sgd.weightdecay: 0.1', false],
    ['a component of a package', "stages.target.loss: 'my-losses:focal'", true],
    ['an option of a plugin', 'data.tiny.options.size: 32', true],
    ['measure, which moves no weight', 'stages.target.measure: [test]', false],
  ])('knows the path of an override: %s', (_, override, good) => {
    const changed = spec.replace('base: {}', `base: { ${override} }`);
    expect(errors(changed).length === 0).toBe(good);
  });
});
