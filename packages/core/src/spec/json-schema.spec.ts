import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { describe, expect, it, test } from 'vitest';
import { manifestJsonSchema } from '../manifest/json-schema.js';
import { exampleManifest } from '../testing/manifests.js';
import { edited, exampleSpecText } from '../testing/specs.js';
import { conditionExamples, conditionKinds, resolveCondition } from './conditions.js';
import { fieldsAt, specJsonSchema } from './json-schema.js';

const root = new URL('../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const checkedIn = (name: string) => JSON.parse(read(`packages/core/schema/${name}.schema.json`));

describe('the checked-in JSON Schemas', () => {
  it('are the ones that the sources give (packages/cli/scripts/regenerate.mjs)', () => {
    expect(checkedIn('experiment')).toEqual(specJsonSchema());
    expect(checkedIn('manifest')).toEqual(manifestJsonSchema());
  });

  const spec = new Ajv().compile(specJsonSchema());
  const errors = (text: string) => (spec(parse(text)) ? [] : (spec.errors ?? []));

  it.each(['fashion-mnist', 'smoke', 'yosinski'])('take %s as it is', (name) => {
    expect(errors(read(`experiments/${name}/experiment.yaml`))).toEqual([]);
  });

  it('take the example, and show an editor what is wrong', () => {
    expect(errors(exampleSpecText)).toEqual([]);
    for (const [from, to] of [
      ['seed: 2016', 'sead: 2016'],
      ['S1T, S2T]\n', 'S1T, S2]\n'],
      ['{ 5: 20,', '{ five: 20,'],
      ['kind: trend', 'kind: trends'],
      ['rate: 0.02', 'rate: high'],
      ['    origin: ours\n    test:\n      kind: trend', '    test:\n      kind: trend'],
    ] as const) {
      expect(errors(edited(from, to)), to).not.toEqual([]);
    }
  });

  it('take a manifest', () => {
    const validate = new Ajv().compile(manifestJsonSchema());
    expect(validate(exampleManifest()), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...exampleManifest(), extra: 1 })).toBe(false);
  });
});

test('the fields at a path are found through unions, lists and records', () => {
  expect(fieldsAt([])).toContain('conditions');
  expect(fieldsAt(['model', 'convolutions', 3])).toEqual(['filters', 'kernel', 'stride', 'pool']);
  expect(fieldsAt(['claims', 0, 'test', 'best'])).toEqual(['among', 'are']);
  expect(fieldsAt(['claims', 0, 'test']).sort()).toEqual(
    ['among', 'are', 'below', 'best', 'contrast', 'contrasts', 'direction', 'kind', 'over', 'sizes'], // prettier-ignore
  );
  expect(fieldsAt(['provenance', 'constructor'])).toEqual(['origin', 'note']);
  expect(fieldsAt(['constructor'])).toEqual([]);
});

describe('conditions', () => {
  it('mean what they say', () => {
    const source = { classes: 'source', labels: 'true' };
    expect(resolveCondition('base', 5)).toEqual({ source: null, copied: 0, frozen: 0, probe: 0, budget: 1 });
    expect(resolveCondition('base(3x)', 5)).toMatchObject({ source: null, budget: 3 });
    expect(resolveCondition('FTall', 5)).toMatchObject({ source, copied: 5, frozen: 0 });
    expect(resolveCondition('S2T', 5)).toMatchObject({ source, copied: 5, frozen: 2 });
    expect(resolveCondition('S2T(reinitialised)', 5)).toMatchObject({ source, copied: 2, frozen: 2 });
    expect(resolveCondition('selffer2', 5)).toMatchObject({ source: { classes: 'target' }, copied: 2, frozen: 2 });
    expect(resolveCondition('randomFreeze2', 5)).toMatchObject({ source: null, copied: 0, frozen: 2 });
    expect(resolveCondition('probeThenTune', 5)).toMatchObject({ source, copied: 5, frozen: 0, probe: 0.5 });
    expect(resolveCondition('FTall(shuffled)', 5)).toMatchObject({ source: { labels: 'shuffled' }, frozen: 0 });
  });

  it('never reach deeper than the network, and nothing else is one', () => {
    for (const deep of ['S6T', 'S6T(reinitialised)', 'selffer6', 'randomFreeze6']) {
      expect([resolveCondition(deep, 5), resolveCondition(deep, 6)]).toEqual([null, expect.anything()]);
    }
    for (const wrong of ['', 'Base', 'base ', 'base\n', 'S0T', 'S01T', 'S2', 'base(1x)', 'xbase', 'S2T(shuffled)']) {
      expect(resolveCondition(wrong, 5), wrong).toBeNull();
    }
  });

  it('that are suggested exist, of every kind', () => {
    expect(conditionExamples.filter((name) => !resolveCondition(name, 9))).toEqual([]);
    for (const kind of conditionKinds) expect(conditionExamples.some((name) => kind.pattern.test(name))).toBe(true);
  });
});
