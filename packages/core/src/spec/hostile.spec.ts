import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, test } from 'vitest';
import { SeedbedError } from '../errors.js';
import { temporaryFolders } from '../testing/caches.js';
import { edited, exampleSpecText, parseText, refusalOf } from '../testing/specs.js';
import { parseSpec } from './parse.js';

const folders = temporaryFolders();
const folder = folders.make();
afterAll(() => folders.remove());

const refused = (text: string | Uint8Array) => refusalOf(() => parseText(folder, text));
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${lines(8, (i) => {
  const [from, to] = [String.fromCharCode(97 + i), String.fromCharCode(98 + i)];
  return `${to}: &${to} [*${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}]\n`;
})}`;

const hostile: readonly (readonly [
  what: string,
  text: string | Uint8Array,
  code: string,
  line: number,
  said: string,
])[] = [
  ['an empty file', '', 'SB_SPEC_INVALID', 1, 'the field "name" is missing'],
  ['a comment', '# nothing\n', 'SB_SPEC_INVALID', 1, 'the field "name" is missing'],
  ['a list', '- a\n- b\n', 'SB_SPEC_INVALID', 1, 'the spec: expected object, received array'],
  ['a text', 'hello', 'SB_SPEC_INVALID', 1, 'the spec: expected object, received string'],
  ['a number', '7', 'SB_SPEC_INVALID', 1, 'the spec: expected object, received number'],
  ['not a number', '\n.nan', 'SB_SPEC_INVALID', 1, 'NaN is not a finite number'],
  ['an open bracket', 'name: x\nseed: [1,\n', 'SB_SPEC_YAML', 3, 'Flow sequence'],
  ['a tab', 'name: x\ndataset:\n\tplugin: y\n', 'SB_SPEC_YAML', 3, 'Tabs are not allowed as indentation'],
  ['a key twice', 'name: x\nseed: 1\nname: y\n', 'SB_SPEC_YAML', 3, 'Map keys must be unique'],
  ['a key twice, once quoted', 'training: { steps: { 5: 1,\n "5": 2 } }', 'SB_SPEC_YAML', 2, 'Map keys must be unique'],
  ['a list as a key', 'a: 1\n? [b, c]\n: d\n', 'SB_SPEC_YAML', 2, 'all keys must be strings'],
  ['two documents', 'a: 1\n---\nb: 1\n', 'SB_SPEC_YAML', 2, 'multiple documents'],
  ['an unknown alias', 'a: 1\nb: *c\n', 'SB_SPEC_YAML', 2, 'c'],
  ['an alias bomb', bomb, 'SB_SPEC_YAML', 2, 'Excessive alias count'],
  ['a value in itself', 'dataset:\n  options: &a { b: *a }\n', 'SB_SPEC_INVALID', 2, 'a value that contains itself'],
  ['5,000 brackets', `name: x\na: ${'['.repeat(5000)}`, 'SB_SPEC_YAML', 2, 'more than 100 levels deep'],
  ['5,000 closed ones', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'SB_SPEC_YAML', 1, 'more than 100 levels deep'],
  ['5,000 braces', `a: ${'{a: '.repeat(5000)}1${'}'.repeat(5000)}`, 'SB_SPEC_YAML', 1, 'more than 100 levels deep'],
  ['5,000 dashes', '- '.repeat(5000), 'SB_SPEC_YAML', 1, 'more than 100 levels deep'],
  ['300 indentations', lines(300, (i) => `${' '.repeat(i)}a:\n`), 'SB_SPEC_YAML', 100, 'more than 100 levels deep'],
  ['random bytes', Uint8Array.from({ length: 4096 }, (_, i) => (i * i * 31 + i * 7) % 256), 'SB_SPEC', 1, ''],
  ['zero bytes', new Uint8Array(1000), 'SB_SPEC', 1, ''],
  ['a long key', `${'k'.repeat(90_000)}: 1`, 'SB_SPEC', 1, ''],
  ['many fields', lines(3000, (i) => `k${i}: 1\n`), 'SB_SPEC_INVALID', 1, 'unknown field "k0"'],
];

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
      expect(() => parseText(folder, `name: ${'x'.repeat(size)}`)).toThrow(
        expect.objectContaining({
          code: 'SB_SPEC_YAML',
          exitCode: 2,
          message: expect.stringContaining('experiment.yaml'),
        }),
      );
    }
  });
});

test('line ends, a byte-order mark and comments change nothing, and positions stay right', () => {
  const { spec } = parseText(folder, exampleSpecText);
  const windows = exampleSpecText.replaceAll('\n', '\r\n');
  for (const text of [windows, `\ufeff${exampleSpecText}`, `# one\n${exampleSpecText}# two`]) {
    expect(parseText(folder, text).spec).toEqual(spec);
  }
  expect(refused(edited('batch: 8', 'batch: many', windows))).toMatchObject({ line: 22, at: 'many' });
});

test('a folder, a device and nothing at all are no specs', () => {
  mkdirSync(join(folder, 'fashion-mnist', 'experiment.yaml'), { recursive: true });
  const asked = [
    'fashion-mnist',
    'fashion-mnist/experiment.yaml',
    'fashion-mnst/experiment.yaml',
    '../../dev/zero',
    'a\0b',
  ];
  for (const path of asked) {
    expect(() => parseSpec(join(folder, path))).toThrow(
      expect.objectContaining({ code: 'SB_SPEC_NOT_FOUND', exitCode: 2, hint: expect.any(String) }),
    );
  }
  expect(() => parseSpec(join(folder, 'fashion-mnst', 'experiment.yaml'))).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('did you mean "fashion-mnist"?') }),
  );
});

describe('whatever is done to a spec', () => {
  const original = readFileSync(
    new URL('../../../../experiments/fashion-mnist/experiment.yaml', import.meta.url),
    'utf8',
  );
  const passage = fc.record({
    at: fc.nat(original.length),
    cut: fc.nat(12),
    from: fc.nat(original.length),
    copied: fc.nat(30),
  });
  const odd = fc.oneof(
    fc.constantFrom(
      '',
      '-',
      '- ',
      ': ',
      '\n',
      '\n  ',
      '\t',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&a ',
      '*a',
      '!!',
      '? ',
      '|\n',
      '"',
      "'",
      '#',
    ),
    fc.constantFrom(
      'null',
      '.nan',
      '.inf',
      '1e999',
      '-1',
      '0',
      '1.5',
      'true',
      '__proto__',
      'constructor',
      'toString',
      '%',
      '---\n',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const change = fc.tuple(passage, fc.option(odd));

  it('it is valid or refused, and nothing else', () => {
    let valid = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let text = original;
        for (const [{ at, cut, from, copied }, insert] of changes) {
          text = text.slice(0, at) + (insert ?? original.slice(from, from + copied)) + text.slice(at + cut);
        }
        try {
          parseText(folder, text);
          valid++;
        } catch (error) {
          if (!(error instanceof SeedbedError)) throw error;
          expect(error).toMatchObject({ exitCode: 2, code: expect.stringMatching(/^SB_SPEC_/) });
        }
      }),
      { numRuns: 150, seed: 3 },
    );
    expect(valid).toBeGreaterThan(3);
  });
});
