import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { knownComponents } from '../components/registry.js';
import { loadExperiment } from '../load.js';
import { temporaryFolders } from '../testing/caches.js';
import { edited, exampleText } from '../testing/experiments.js';
import { refusalOf } from '../testing/refusals.js';
import { readExperiment } from './experiment.js';
import { plainOf } from './value.js';

const folders = temporaryFolders();
let folder: string;
beforeEach(() => {
  folder = folders.make();
  mkdirSync(join(folder, 'base'));
  writeFileSync(join(folder, 'base', 'experiment.yaml'), exampleText);
});
afterAll(() => folders.remove());

const write = (text: string, name = 'experiment.yaml') => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const head = 'extends: base/experiment.yaml\n';
const variant = (text: string) => loadExperiment(write(head + text));
const root = (text: string) => plainOf(variant(text).experiment.root) as Record<string, Record<string, unknown>>;
const refused = (text: string) => refusalOf(() => variant(text));

describe('a spec that extends another', () => {
  it('is the same where it changes nothing, and takes part in no id', () => {
    const own = loadExperiment(write(exampleText, 'own.yaml'));
    const { experiment, plan } = variant('');
    expect(plainOf(experiment.root)).toEqual(plainOf(own.experiment.root));
    expect(plan.runs).toEqual(own.plan.runs);
    expect(experiment.files.map(({ path }) => path)).toEqual([join(folder, 'experiment.yaml'), join(folder, 'base', 'experiment.yaml')]); // prettier-ignore
  });

  it('changes what it names, field by field, the order of the base first, and replaces lists as a whole', () => {
    const changed = root('training: { batchSize: 4 }\nmodel: { layers: [{ dense: 5 }, { dense: 6 }, { dense: 7 }, classifier] }\nstages: { source: { steps: 7 } }\nprovenance: { seed: { origin: ours, note: x } }\n'); // prettier-ignore
    expect(changed['training']).toMatchObject({ batchSize: 4, learningRate: 0.02, schedule: 'cosine' });
    expect(changed['model']).toEqual({
      input: { mean: [0.5], std: [0.25] },
      layers: [{ dense: 5 }, { dense: 6 }, { dense: 7 }, 'classifier'],
    });
    expect(changed['stages']?.['source']).toEqual({ learn: { data: 'fashion', classes: 'source', perClass: 20 }, steps: 7 }); // prettier-ignore
    expect(Object.keys(changed)).toEqual([...Object.keys(root('')), 'provenance']);
  });

  it('replaces a factor and a table as a whole: what it leaves out is not of its base', () => {
    const wrong = refused('stages: { target: { steps: { $by: size, 5: 20 } } }\n');
    expect(wrong).toMatchObject({ code: 'SB_TABLE_ENTRY', at: '{ $by: size, 5: 20 } } }', file: join(folder, 'experiment.yaml') }); // prettier-ignore
    const { plan, experiment } = variant('factors: { condition: { base: {}, FTall: { stages.target.weights: source } } }\n'); // prettier-ignore
    expect(experiment.factors.map(({ name, levels }) => [name, levels.map((level) => level.name)])).toEqual([
      ['size', ['5', '10']],
      ['condition', ['base', 'FTall']],
    ]);
    expect(plan.runs).toHaveLength(10);
  });

  it('merges a component of the same name, and replaces one of another name', () => {
    const optimizer = (text: string) => root(`training: { optimizer: ${text} }\n`)['training']?.['optimizer']; // prettier-ignore
    expect(optimizer('{ sgd: { momentum: 0.5 } }')).toEqual({ sgd: { momentum: 0.5, nesterov: true } });
    expect(optimizer('{ adam: { beta1: 0.8 } }')).toEqual({ adam: { beta1: 0.8 } });
    expect(optimizer('adam')).toBe('adam');
  });

  it('removes what it says is null, and nothing that is not there', () => {
    expect(root('claims: null\ntraining: { schedule: null }\n')).not.toHaveProperty('claims');
    expect(root('training: { schedule: null }\n')['training']).not.toHaveProperty('schedule');
    expect(refused('training: { epochs: null }\n')).toMatchObject({ code: 'SB_SPEC_NULL', at: 'null }' });
    expect(refused('title:\n')).toMatchObject({ code: 'SB_SPEC_INVALID', message: 'the field "title" is missing' });
  });

  it('is relative to itself, over several steps', () => {
    mkdirSync(join(folder, 'deeper'));
    write('extends: ../base/experiment.yaml\nseed: 7\ntitle: Middle', 'deeper/middle.yaml');
    const {
      head: said,
      path,
      files,
    } = readExperiment(write('extends: deeper/middle.yaml\ntitle: Top', 'top.yaml'), knownComponents);
    expect([said.seed, said.title, said.name, path]).toEqual([7, 'Top', 'example', join(folder, 'top.yaml')]);
    expect(files).toHaveLength(3);
  });

  it('shows a mistake in the file in which it was made', () => {
    const own = refused('stages: { target: { freeze: 9 } }\n');
    expect([own.code, own.file, own.line, own.at]).toEqual(['SB_FREEZE', join(folder, 'experiment.yaml'), 2, '9 } }']);
    // The layers are fewer here; what no longer fits is the level there.
    const inherited = refused('model: { layers: [{ dense: 6 }, classifier] }\n');
    expect(inherited).toMatchObject({ code: 'SB_FREEZE', file: join(folder, 'base', 'experiment.yaml'), line: 28 });
    const claim = refused('factors: { condition: { base: {}, S1T: { stages.target.weights: source } } }\n');
    expect(claim).toMatchObject({ code: 'SB_LEVEL_UNKNOWN', file: join(folder, 'base', 'experiment.yaml'), line: 34 });
    expect(claim.at).toMatch(/^FTall/);
  });

  it('never points behind a list that replaces the one of its base', () => {
    const missing = refused(
      'claims:\n  - { id: C9, origin: ours, over: size, test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } } }\n',
    );
    expect(missing).toMatchObject({ line: 3, file: join(folder, 'experiment.yaml') });
    expect(missing.message).toContain('statement');
  });

  it('points at a value behind an alias, and below a key that is a number', () => {
    expect(refused('title: &t [x]\nname: *t\n')).toMatchObject({
      message: 'name cannot be a list: text is expected',
    });
    expect(refused('provenance: { 5: { origin: mine, note: x } }').at).toBe('mine, note: x } }');
  });

  it('says what is at fault with a base that is not there', () => {
    const missing = refusalOf(() => loadExperiment(write('name: x\nextends: base/experiment.yml', 'broken.yaml')));
    expect(missing).toMatchObject({ code: 'SB_SPEC_NOT_FOUND', line: 2, at: 'base/experiment.yml' });
    expect(missing.hint).toContain('did you mean "experiment.yaml"?');
    for (const wrong of ['""', '.', '/dev/zero', '"a\\0b"']) {
      expect(refusalOf(() => loadExperiment(write(`extends: ${wrong}`))).code, wrong).toBe('SB_SPEC_NOT_FOUND');
    }
    for (const wrong of ['7', '[base/experiment.yaml]', '{ a: b }', '']) {
      const refusal = refusalOf(() => loadExperiment(write(`name: x\nextends: ${wrong}\n`)));
      expect(refusal, wrong).toMatchObject({ code: 'SB_SPEC_EXTENDS', line: 2 });
    }
  });

  it('refuses a circle, of one or of several', () => {
    expect(refusalOf(() => loadExperiment(write('extends: ./me.yaml', 'me.yaml')))).toMatchObject({ code: 'SB_SPEC_EXTENDS', at: './me.yaml' }); // prettier-ignore
    write('extends: b.yaml', 'a.yaml');
    write('name: b\nextends: a.yaml', 'b.yaml');
    const circle = refusalOf(() => loadExperiment(join(folder, 'a.yaml')));
    expect(circle).toMatchObject({ code: 'SB_SPEC_EXTENDS', line: 2, file: join(folder, 'b.yaml') });
    expect(circle.hint).toBe(`the circle is ${['a', 'b', 'a'].map((name) => join(folder, `${name}.yaml`)).join(' -> ')}`); // prettier-ignore
  });

  it('shows a mistake of the YAML in its base there', () => {
    write(edited('seed: 2016', 'seed: [2016'), 'bad.yaml');
    const bad = refusalOf(() => loadExperiment(write('extends: bad.yaml')));
    expect([bad.code, bad.file]).toEqual(['SB_SPEC_YAML', join(folder, 'bad.yaml')]);
  });
});
