import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { knownComponents } from '../components/registry.js';
import { temporaryFolders } from '../testing/caches.js';
import { edited, exampleText, loadText } from '../testing/experiments.js';
import { fuzzed } from '../testing/fuzzed.js';
import { refusalOf } from '../testing/refusals.js';
import { readExperiment } from './experiment.js';

const folders = temporaryFolders();
const folder = folders.make();
afterAll(() => folders.remove());

const refused = (text: string | Uint8Array) => refusalOf(() => loadText(text));
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

const repeated = (times: number, layer = 'relu') => `{ repeat: { times: ${times}, layers: [${layer}] } }`;
const counted = (count: number) => `[${Array.from({ length: count }, (_, index) => index).join()}]`;

const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${lines(8, (i) => {
  const [from, to] = [String.fromCharCode(97 + i), String.fromCharCode(98 + i)];
  return `${to}: &${to} [*${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}]\n`;
})}`;

type Row = readonly [what: string, text: string | Uint8Array, code: string, line: number, said: string];
const hostile: readonly Row[] = [
  ['an empty file', '', 'SB_SPEC_INVALID', 1, 'an experiment cannot be nothing: a mapping is expected'],
  ['a comment', '# nothing\n', 'SB_SPEC_INVALID', 1, 'an experiment cannot be nothing'],
  ['a list', '- a\n- b\n', 'SB_SPEC_INVALID', 1, 'an experiment cannot be a list: a mapping is expected'],
  ['a text', 'hello', 'SB_SPEC_INVALID', 1, 'an experiment cannot be "hello"'],
  ['a number', '7', 'SB_SPEC_INVALID', 1, 'an experiment cannot be 7'],
  ['not a number', '\n.nan', 'SB_SPEC_YAML', 2, 'NaN is not a finite number'],
  ['an open bracket', 'name: x\nseed: [1,\n', 'SB_SPEC_YAML', 3, 'Flow sequence'],
  ['a tab', 'name: x\ndata:\n\tplugin: y\n', 'SB_SPEC_YAML', 3, 'Tabs are not allowed as indentation'],
  ['a key twice', 'name: x\nseed: 1\nname: y\n', 'SB_SPEC_YAML', 3, 'Map keys must be unique'],
  ['a key twice, once quoted', 'steps: { $by: size, 5: 1,\n "5": 2 }', 'SB_SPEC_YAML', 2, 'Map keys must be unique'],
  ['a list as a key', 'a: 1\n? [b, c]\n: d\n', 'SB_SPEC_YAML', 2, 'all keys must be strings'],
  ['two documents', 'a: 1\n---\nb: 1\n', 'SB_SPEC_YAML', 2, 'multiple documents'],
  ['an unknown alias', 'a: 1\nb: *c\n', 'SB_SPEC_YAML', 2, 'nothing before it is called &c'],
  ['an alias bomb', bomb, 'SB_SPEC_YAML', 1, 'aliases make more values than a spec can hold'],
  ['a value in itself', 'data:\n  options: &a { b: *a }\n', 'SB_SPEC_YAML', 2, 'a value that contains itself'],
  ['a merge key', 'a: &a { b: 1 }\nc:\n  <<: *a\n', 'SB_SPEC_YAML', 3, 'merge keys are not part of the language'],
  ['a tag', 'name: !!binary aGFsbG8=\n', 'SB_SPEC_YAML', 1, 'a value that JSON cannot hold'],
  ['5,000 brackets', `name: x\na: ${'['.repeat(5000)}`, 'SB_SPEC_YAML', 2, 'more than 100 levels deep'],
  ['5,000 closed ones', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'SB_SPEC_YAML', 1, 'more than 100 levels deep'],
  ['5,000 braces', `a: ${'{a: '.repeat(5000)}1${'}'.repeat(5000)}`, 'SB_SPEC_YAML', 1, 'more than 100 levels deep'],
  ['5,000 dashes', '- '.repeat(5000), 'SB_SPEC_YAML', 1, 'more than 100 levels deep'],
  ['300 indentations', lines(300, (i) => `${' '.repeat(i)}a:\n`), 'SB_SPEC_YAML', 100, 'more than 100 levels deep'],
  ['random bytes', Uint8Array.from({ length: 4096 }, (_, i) => (i * i * 31 + i * 7) % 256), 'SB_SPEC', 1, ''],
  ['Latin letters that are not UTF-8', Uint8Array.from([...Buffer.from('name: Tr'), 0xe4, ...Buffer.from('ger\n')]), 'SB_SPEC', 1, ''],
  ['zero bytes', new Uint8Array(1000), 'SB_SPEC', 1, ''],
  ['a long key', `${'k'.repeat(90_000)}: 1`, 'SB_SPEC', 1, ''],
  ['many fields', lines(3000, (i) => `k${i}: 1\n`), 'SB_SPEC_INVALID', 1, 'an experiment has no field "k0"'],
  ['a prototype', edited('seed: 2016', '__proto__: { seed: 1 }\nseed: 2016'), 'SB_SPEC_NAME', 5, 'a key cannot be "__proto__"'],
  ['a prototype among options', edited('plugin: fashionmnist', 'plugin: fashionmnist, options: { a: { __proto__: 1 } }'), 'SB_SPEC_NAME', 8, 'a key cannot be "__proto__"'],
  ['a constructor', edited('seed: 2016', 'constructor: 1\nseed: 2016'), 'SB_SPEC_INVALID', 5, 'an experiment has no field "constructor"'],
  ['a prototype among stages', edited('  source: {', '  __proto__: {}\n  source: {'), 'SB_SPEC_NAME', 18, 'a key cannot be "__proto__"'],
  ['a prototype as an override', edited('base: {}', 'base: { stages.__proto__.steps: 1 }'), 'SB_PATH_NOWHERE', 26, '"stages.__proto__.steps" leads nowhere'],
  ['a prototype as a level', edited('levels: [5, 10]', 'levels: [5, __proto__]'), 'SB_SPEC_INVALID', 24, 'learn.perClass cannot be "__proto__"'],
  ['a layer very often', edited('layers: [', `layers: [${repeated(1e9)}, `), 'SB_SPEC_INVALID', 11, 'repeat.times cannot be 1000000000: a whole number from 0 to 1000'],
  ['a layer often, often', edited('layers: [', `layers: [${repeated(1000, repeated(100))}, `), 'SB_MODEL_SIZE', 11, 'layers, at most 10000 are possible'],
  ['endless replicates', edited('replicates: 2', 'replicates: 1000000'), 'SB_GRID_SIZE', 6, 'the grid points of all replicates are 8000000, at most 100000'],
  ['an endless grid', edited('factors:\n', `factors:\n  a: ${counted(400)}\n  b: ${counted(400)}\n`), 'SB_GRID_SIZE', 24, 'the grid points of all factors are 1280000'],
  ['an endless family', edited('for: { depth: [1, 2] }', `for: { depth: [1, 2], a: ${counted(400)}, b: ${counted(400)} }`, edited('S{depth}T', 'S{depth}{a}{b}T')), 'SB_GRID_SIZE', 28, 'the levels of "S{depth}{a}{b}T" are 320000'],
  ['an endless search', edited('claims:', `search: { values: { a: ${counted(400)}, b: ${counted(400)} }, replicates: { first: 2, count: 1 }, by: validation.accuracy }\nclaims:`), 'SB_GRID_SIZE', 29, 'the searched values at all grid points are 1280000'],
]; // prettier-ignore

describe('a hostile file ends in one line that says where', () => {
  test.each(hostile)('%s', (_, text, code, line, said) => {
    const refusal = refused(text);
    expect(refusal.code).toContain(code);
    expect(refusal.message).toContain(said);
    expect(refusal.message.length).toBeLessThan(600);
    expect(Math.abs(refusal.line - line)).toBeLessThanOrEqual(code === 'SB_SPEC_YAML' && line === 100 ? 100 : 0);
  });

  it('or that says which file is too large', () => {
    for (const size of [100_001, 2_000_000]) {
      expect(() => loadText(`name: ${'x'.repeat(size)}`)).toThrow(
        expect.objectContaining({
          code: 'SB_SPEC_YAML',
          exitCode: 2,
          message: expect.stringContaining('experiment.yaml') as string,
        }),
      );
    }
  });
});

test('line ends, a byte-order mark and comments change nothing, and positions stay right', () => {
  const { runs } = loadText(exampleText).plan;
  const windows = exampleText.replaceAll('\n', '\r\n');
  for (const text of [windows, `\ufeff${exampleText}`, `# one\n${exampleText}# two`]) {
    expect(loadText(text).plan.runs).toEqual(runs);
  }
  expect(refused(edited('batchSize: 8', 'batchSize: many', windows))).toMatchObject({ line: 16, at: 'many' });
});

test('a long line is shown around the caret', () => {
  const names = Array.from({ length: 100 }, (_, index) => `name-${index}`).join(', ');
  const { at } = refused(edited('source: 3', `source: [${names}, 7]`));
  expect(at).toMatch(/^(\[name-0|7\])/);
});

test('a refusal says no control characters from the file', () => {
  expect(() => loadText('seed: "\u001b[31m\u0007"\nx\u0007: 1')).toThrow(
    expect.objectContaining({
      message: expect.not.stringMatching(/\p{Cc}/u) as string,
      excerpt: expect.not.stringMatching(/[^\P{Cc}\n]/u) as string,
    }),
  );
});

test('a folder, a device and nothing at all are no specs', () => {
  mkdirSync(join(folder, 'fashion-mnist', 'experiment.yaml'), { recursive: true });
  const read = (path: string) => () => readExperiment(join(folder, path), knownComponents);
  for (const path of [
    'fashion-mnist',
    'fashion-mnist/experiment.yaml',
    'fashion-mnst/experiment.yaml',
    '../../dev/zero',
    'a\0b',
  ]) {
    expect(read(path)).toThrow(
      expect.objectContaining({ code: 'SB_SPEC_NOT_FOUND', exitCode: 2, hint: expect.any(String) as string }),
    );
  }
  expect(read('fashion-mnst/experiment.yaml')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('did you mean "fashion-mnist"?') as string }),
  );
  writeFileSync(join(folder, 'file'), '');
  expect(read('file/experiment.yaml')).toThrow(expect.objectContaining({ code: 'SB_SPEC_NOT_FOUND' }));
});

test('whatever is done to a spec, it is valid or refused, and nothing else', () => {
  const text = readFileSync(new URL('../../examples/fashion-mnist.yaml', import.meta.url), 'utf8');
  const { valid, refused: codes } = fuzzed(text, { runs: 120, seed: 3 });
  expect(valid).toBeGreaterThan(10);
  expect(codes.size).toBeGreaterThan(5);
});
