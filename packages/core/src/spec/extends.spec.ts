import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolders } from '../testing/caches.js';
import { edited, exampleSpecText, parseText, refusalOf } from '../testing/specs.js';
import { parseSpec } from './parse.js';

const folders = temporaryFolders();
let folder: string;
beforeAll(() => {
  folder = folders.make();
  mkdirSync(join(folder, 'base'));
  writeFileSync(join(folder, 'base', 'experiment.yaml'), exampleSpecText);
});
afterAll(() => folders.remove());

const head = 'extends: base/experiment.yaml\n';
const variant = (text: string) => parseText(folder, head + text).spec;
const refused = (text: string) => refusalOf(() => parseText(folder, head + text));

describe('a spec that extends another', () => {
  it('changes what it names, field by field, and replaces lists whole', () => {
    const { spec } = parseText(folder, exampleSpecText, 'own.yaml');
    expect(variant('')).toEqual({ ...spec, extends: 'base/experiment.yaml' });
    const changed = variant('split: { source: { images: 9 } }\nconditions: [base, FTall, S2T, S1T, S3T]\nseed:\n');
    expect(changed.split).toEqual({ ...spec.split, source: { classes: 3, images: 9 } });
    expect(changed.conditions).toEqual(['base', 'FTall', 'S2T', 'S1T', 'S3T']);
    expect(changed.seed).toBe(2016);
  });

  it("replaces a table as a whole: what it leaves out is not its base's", () => {
    const wrong = refused('training: { steps: { target: { 5: 20, 11: 40 } } }\n');
    expect(wrong).toMatchObject({ code: 'SB_SPEC_STEPS', at: '10] }', file: join(folder, 'base', 'experiment.yaml') });
    expect(wrong.hint).toBe('add "10: …" there; a table of steps replaces that of the spec that is extended');
    const { training } = variant('training: { rates: { base: 0.5 }, steps: { target: { 5: 7, 10: 8 } } }\n');
    expect([training.rates, training.steps]).toEqual([{ base: 0.5 }, { source: 40, target: { 5: 7, 10: 8 } }]);
  });

  it('takes no options of another plugin', () => {
    const options = (text: string) => variant(`${text}\n`).dataset.options;
    writeFileSync(
      join(folder, 'base', 'experiment.yaml'),
      edited('fashionmnist', 'fashionmnist\n  options: { a: 1, b: 2 }'),
    );
    expect(options('dataset: { plugin: other, options: { b: 3 } }')).toEqual({ b: 3 });
    expect(options('dataset: { plugin: other }')).toEqual({});
    expect(options('dataset: { plugin: fashionmnist, options: { b: 3 } }')).toEqual({ a: 1, b: 3 });
    expect(options('dataset: { options: { b: 3 } }')).toEqual({ a: 1, b: 3 });
    writeFileSync(join(folder, 'base', 'experiment.yaml'), exampleSpecText);
  });

  it('is relative to itself, over several steps', () => {
    mkdirSync(join(folder, 'deeper'), { recursive: true });
    writeFileSync(join(folder, 'deeper', 'middle.yaml'), 'extends: ../base/experiment.yaml\nseed: 7\ntitle: Middle');
    const { spec, path } = parseText(folder, 'extends: deeper/middle.yaml\ntitle: Top', 'top.yaml');
    expect([spec.seed, spec.title, spec.name, path]).toEqual([7, 'Top', 'example', join(folder, 'top.yaml')]);
  });

  it('shows a mistake in the file in which it was made', () => {
    const own = refused('split: { target: { images: [5, 10, 25] } }\n');
    expect([own.file, own.line, own.at]).toEqual([join(folder, 'experiment.yaml'), 2, '25] } }']);
    const inherited = refused('split: { target: { images: [5] } }\nconditions: [base, FTall, S1T]\n');
    expect([inherited.file, inherited.line, inherited.at.slice(0, 3)]).toEqual([
      join(folder, 'base', 'experiment.yaml'),
      41,
      'S2T',
    ]);
    expect(inherited.message).toContain('claim C2 speaks of "S2T"');
    const behindNull = refused('model: { convolutions: [{ filters: 4 }], dense: [] }\nconditions:\n');
    expect(behindNull).toMatchObject({ file: join(folder, 'base', 'experiment.yaml'), line: 26 } as never);
  });

  it('never points behind a list that replaces the one of its base', () => {
    const claim =
      '  - { id: C1, origin: ours, test: { kind: trend, contrast: { name: x, mean: [base], minus: [FTall] },';
    const missing = refused(`claims:\n${claim} direction: falling } }\n`);
    expect(missing).toMatchObject({ message: 'the field "claims.0.statement" is missing', line: 3 });
    expect(missing.file).toBe(join(folder, 'experiment.yaml'));
  });

  it('points at a value behind an alias, and below a key that is a number', () => {
    expect(refused('title: &t [x]\nname: *t\n')).toMatchObject({ line: 2, at: '[x]' });
    expect(refused('provenance: { 5: { origin: mine, note: x } }').at).toBe('mine, note: x } }');
  });

  it('says what is at fault with a base that is not there', () => {
    const missing = refusalOf(() => parseText(folder, 'name: x\nextends: base/experiment.yml', 'broken.yaml'));
    expect(missing).toMatchObject({ code: 'SB_SPEC_NOT_FOUND', line: 2, at: 'base/experiment.yml' });
    expect(missing.hint).toContain('did you mean "experiment.yaml"?');
    for (const wrong of ['""', '.', '/dev/zero', '"a\\0b"']) {
      expect(refusalOf(() => parseText(folder, `extends: ${wrong}`)).code).toBe('SB_SPEC_NOT_FOUND');
    }
    expect(refusalOf(() => parseText(folder, 'extends: 7')).message).toContain('extends: expected string');
  });

  it('refuses a circle, of one or of several', () => {
    expect(refusalOf(() => parseText(folder, 'extends: ./me.yaml', 'me.yaml'))).toMatchObject({
      code: 'SB_SPEC_EXTENDS',
      at: './me.yaml',
    });
    writeFileSync(join(folder, 'a.yaml'), 'extends: b.yaml');
    writeFileSync(join(folder, 'b.yaml'), 'name: b\nextends: a.yaml');
    const circle = refusalOf(() => parseSpec(join(folder, 'a.yaml')));
    expect(circle).toMatchObject({ code: 'SB_SPEC_EXTENDS', line: 2, file: join(folder, 'b.yaml') });
    expect(circle.hint).toBe(
      `the circle is ${['a', 'b', 'a'].map((name) => join(folder, `${name}.yaml`)).join(' -> ')}`,
    );
  });

  it('shows a mistake of the YAML in its base there', () => {
    writeFileSync(join(folder, 'bad.yaml'), edited('seed: 2016', 'seed: [2016'));
    const bad = refusalOf(() => parseText(folder, 'extends: bad.yaml'));
    expect([bad.code, bad.file]).toEqual(['SB_SPEC_YAML', join(folder, 'bad.yaml')]);
  });
});
