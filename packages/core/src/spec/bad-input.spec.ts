import { afterAll, describe, expect, it, test } from 'vitest';
import { SeedbedError } from '../errors.js';
import { temporaryFolders } from '../testing/caches.js';
import { edited, exampleSpecText, parseText, refusalOf } from '../testing/specs.js';

const folders = temporaryFolders();
const folder = folders.make();
afterAll(() => folders.remove());

const refused = (text: string) => refusalOf(() => parseText(folder, text));
const refusedExcerpt = (text: string) => {
  try {
    parseText(folder, text);
  } catch (error) {
    if (error instanceof SeedbedError) return error.excerpt ?? '';
  }
  return '';
};

test('the example is right', () => {
  const { spec } = parseText(folder, exampleSpecText);
  expect(spec.conditions).toEqual(['base', 'FTall', 'S1T', 'S2T']);
  expect(spec.training).toMatchObject({ schedule: 'cosine', evaluations: 10, steps: { target: { 5: 20, 10: 30 } } });
});

/** What is written, instead of what; where the caret stands; what is said; what is offered. */
// prettier-ignore
const mistakes: readonly (readonly [what: string, from: string, to: string, at: string, said: string, hint: string])[] = [
  ['an unknown field', 'seed: 2016', 'sead: 2016', 'sead: 2016', 'unknown field "sead"', 'did you mean "seed"?'],
  ['an unknown field below', 'batch: 8', 'bacth: 8', 'bacth: 8', 'unknown field "bacth"', 'did you mean "batch"?'],
  ['… in braces', '{ filters: 8 }', '{ filter: 8 }', 'filter: 8', 'unknown field "filter"', 'did you mean "filters"?'],
  ['… far from all', 'batch: 8', 'batch: 8\n  zzzzzzzzzzzzz: 1', 'zzzzzzzzzzzzz: 1', 'unknown field',
    'there are optim'],
  ['… in a claim', 'direction: f', 'zzzzzzzz: 3\n      direction: f', 'zzzzzzzz: 3',
    'unknown field "zzzzzzzz"', 'contrast, dir'],
  ['… in replicates', 'replicates: 2', 'replicates: {first: 1, count: 2, step: 3}', 'step: 3',
    'unknown field', 'first, count'],
  ['a wrong type', 'validation: 4', 'validation: four', 'four', 'split.validation: expected number, received s', ''],
  ['a fraction', 'seed: 2016', 'seed: 20.16', '20.16', 'seed: expected int', ''],
  ['a list for a mapping', '{ FTall: 0.01 }', '[FTall, 0.01]', '[FTall',
    'training.rates: expected record, received a', ''],
  ['a text for a list', '[base, FTall, S1T, S2T]', 'base', 'base', 'conditions: expected array, received string', ''],
  ['an empty value', 'validation: 4', 'validation:', '', 'split.validation: expected number, received null', ''],
  ['an empty field', 'seed: 2016', 'seed:', 'seed:', 'the field "seed" is missing', ''],
  ['a missing field', '    source: 40\n', '', 'steps:', 'the field "training.steps.source" is missing', ''],
  ['too much', 'validation: 4', 'validation: -4', '-4', 'split.validation: Too small', ''],
  ['a huge number', 'seed: 2016', 'seed: 99999999999999999999', '9999999999', 'seed: Too big', ''],
  ['not a number', 'rate: 0.02', 'rate: .nan', '.nan', 'NaN is not a finite number', ''],
  ['infinity', 'rate: 0.02', 'rate: -.inf', '-.inf', '-Infinity is not a finite number', ''],
  ['… in options', 'plugin: fashionmnist', 'plugin: x\n  options: { a: [1, 1e999] }', '1e999', 'not a finite', ''],
  ['a wrong choice', '{ name: sgd }', '{ name: adam }', 'adam',
    'training.optimiser.name cannot be "adam"', 'there are sgd'],
  ['a misspelt choice', 'direction: falling', 'direction: faling', 'faling', 'cannot be "faling"',
    'mean "falling"? there'],
  ['a wrong kind', 'kind: trend', 'kind: trends', 'trends', 'claims.0.test.kind cannot be "trends"',
    'mean "trend"? there'],
  ['no kind', '      kind: trend\n', '', 'test:', 'the field "claims.0.test.kind" is missing', ''],
  ['a name that is no name', 'name: example', 'name: My Example', 'My Example', 'name: lower-case letters', ''],
  ['an unknown condition', 'S1T, S2T]\n', 'S1T, s2t]\n', 's2t]', 'unknown condition "s2t"', 'did you mean "S2T"?'],
  ['… like a control', 'S1T, S2T]\n', 'S1T, selfer2]\n', 'selfer2]', 'unknown condition "selfer2"',
    'mean "selffer2"? th'],
  ['… that is an example of its kind', 'S1T, S2T]\n', 'S1T, base(1x)]\n', 'base(1x)]', 'unknown condition "base(1x)"',
    'did you mean "base(2x)"?'],
  ['… like nothing', 'S1T, S2T]\n', 'S1T, xyzzyxyzzyxyzzy]\n', 'xyzzy', 'unknown condition "xyz',
    'there are base: the target'],
  ['a condition too deep', 'S1T, S2T]\n', 'S1T, S2T, S4T]\n', 'S4T]', 'fixes more layers than the network', 'is S3T'],
  ['… of another kind', 'S1T, S2T]\n', 'S1T, S2T, selffer9]\n', 'selffer9]', 'fixes more layers', 'is selffer3'],
  ['replicates whose numbers are not exact', 'replicates: 2', 'replicates: { first: 9007199254740991, count: 4 }',
    '9007199254740991', 'replicates.first: Too big', ''],
  ['images whose sums are not exact', 'images: 20 }', 'images: 9007199254740991 }', '9007199254740991',
    'split.source.images: Too big', ''],
  ['… of a size', 'images: [5, 10]', 'images: [5, 1e15]', '1e15', 'split.target.images.1: Too big', ''],
  ['… for validation', 'validation: 4', 'validation: 4e15', '4e15', 'split.validation: Too big', ''],
  ['… in a claim', 'direction: f', 'below: 4e15\n      direction: f', '4e15', 'claims.0.test.below: Too big', ''],
  ['a number where words belong', 'title: An example', 'title: 1.10', '1.10', 'title: expected string', 'in quotes'],
  ['a condition twice', '[base, FTall,', '[base, base, FTall,', '[base, base',
    'conditions: a condition stands twice', ''],
  ['two names for a training', 'S2T]\nc', 'S2T, S3T, S3T(reinitialised)]\nc', 'S3T(rein',
    'the same training as "S3T"', ''],
  ['a size without steps', 'images: [5, 10]', 'images: [5, 10, 25]', '25]',
    'how many steps to train on 25', 'add "25: …"'],
  ['a size twice', 'images: [5, 10]', 'images: [5, 10, 5]', '[5, 10, 5]',
    'split.target.images: a size stands twice', ''],
  ['steps for no size', '{ 5: 20,', '{ five: 20,', 'five: 20',
    'training.steps.target.five stands where a size is expected', ''],
  ['a rate for nothing', '{ FTall: 0.01 }', '{ FTal: 0.01 }', 'FTal: 0.01', 'a rate for "FTal"',
    'did you mean "FTall"?'],
  ['a rate for a builtin', '{ FTall: 0.01 }', '{ constructor: 0.01 }', 'constructor',
    'a rate for "constructor"', 'source, base'],
  ['… or a prototype', '{ FTall: 0.01 }', '{ __proto__: 0.01 }', '0.01', 'unknown field "__proto__"', ''],
  ['a prototype', 'seed: 2016', 'seed: 2016\n__proto__: { a: 1 }', '{ a: 1 }', 'unknown field "__proto__"', ''],
  ['a constructor', 'seed: 2016', 'seed: 2016\nconstructor: 1', 'constructor: 1',
    'unknown field "constructor"', 'there are'],
  ['a claim id twice', '- id: C2', '- id: C1', '- id: C1', 'claims: a claim id stands twice', ''],
  ['a claim about nothing', 'mean: [FTall]', 'mean: [FTall, S3T]', 'S3T]',
    'claim C1 speaks of "S3T"', 'did you mean "S1T"?'],
  ['… against nothing', 'minus: [base]', 'minus: [bass]', 'bass]', 'claim C1 speaks of "bass"', 'did you mean "base"?'],
  ['… one of several', 'mean: [S1T, S2T]', 'mean: [S1T, S9T]', 'S9T]', 'claim C2 speaks of "S9T"',
    'there are base, FTall'],
  ['… among', 'among: [FTall,', 'among: [FTAll,', 'FTAll', 'claim C2 speaks of "FTAll"', 'did you mean "FTall"?'],
  ['… along an axis', 'mean: [FTall]', 'mean: ["S{depth}T"]', '"S{depth}T"]',
    'claim C1 speaks of "S{depth}T"', ''],
  ['… at a point of an axis', 'mean: [FTall], minus: [base] }',
    'mean: ["S{depth}T"], minus: [base] }\n      over: { name: depth, values: [1, 2, 3] }', '"S{depth}T"]',
    'claim C1 speaks of "S3T" (from "S{depth}T")', ''],
  ['… with an axis of one point', 'direction: f', 'over: { name: depth, values: [1] }\n      direction: f', '[1]',
    'claims.0.test.over.values', ''],
  ['… at a size that is none', 'direction: f', 'sizes: [10, 7]\n      direction: f', '7]',
    'claim C1 speaks of size 7', 'there are 5, 10'],
  ['… that names a best of none', 'kind: contrasts\n      contrasts:\n        - { name: some - none, mean: [S1T, S2T], minus: [FTall] }\n      best: { among: [FTall, S1T, S2T], are: [S1T, S2T] }',
    'kind: best\n      among: [FTall, S1T]\n      are: [S2T]', 'S2T]', '"S2T" is not among the compared', ''],
  ['… that is always true', 'kind: contrasts\n      contrasts:\n        - { name: some - none, mean: [S1T, S2T], minus: [FTall] }\n      best: { among: [FTall, S1T, S2T], are: [S1T, S2T] }',
    'kind: best\n      among: [FTall, S1T]\n      are: [S1T, FTall]', '[S1T, FTall]', 'claim C2 says nothing', 'leave some'],
  ['… are', 'are: [S1T, S2T]', 'are: [S1T, S3T]', 'S3T]', 'claim C2 speaks of "S3T"', ''],
];

describe('a mistake is shown where it stands', () => {
  test.each(mistakes)('%s', (_, from, to, at, said, hint) => {
    const refusal = refused(edited(from, to));
    expect(refusal.at.slice(0, Math.max(1, at.length))).toBe(at);
    expect(refusal.message).toContain(said);
    expect(refusal.hint).toContain(hint);
    expect(refusal.code).toMatch(/^SB_SPEC_/);
    expect(refusal.file.endsWith('experiment.yaml')).toBe(true);
  });
});

describe('class names', () => {
  const named = (source: string, target: string) =>
    refused(edited('{ classes: 3', `{ classes: ${source}`, edited('{ classes: 2', `{ classes: ${target}`)));

  it('of source and target must not overlap', () => {
    const refusal = named('[Bag, Coat]', '[Shirt, Coat]');
    expect(refusal).toMatchObject({
      code: 'SB_SPEC_OVERLAP',
      line: 10,
      hint: 'source and target classes must be disjoint',
    });
    expect(refusal.at).toBe('Coat], images: [5, 10] }');
    expect(refusal.message).toBe('class "Coat" is both a source and a target class');
  });

  it('stand once', () => {
    expect(named('[Bag, Coat, Bag]', '2')).toMatchObject({ line: 9, at: 'Bag], images: 20 }' });
    expect(named('3', '[Bag, Bag]')).toMatchObject({ line: 10, message: 'class "Bag" stands twice' });
  });

  it('are at least two, and texts', () => {
    expect(named('[Bag]', '2').at).toBe('[Bag], images: 20 }');
    expect(named('[Bag, 7]', '2')).toMatchObject({ at: '7], images: 20 }', line: 9 });
    expect(named('1', '2').message).toContain('split.source.classes: Too small');
  });
});

test('several mistakes are told together, in one error', () => {
  const { message, at } = refused(edited('seed: 2016', 'seed: x', edited('batch: 8', 'batch: y')));
  expect([message, at]).toEqual(['seed: expected number, received string', 'x']);
  expect(() => parseText(folder, 'a: 1\nb: 2')).toThrow(
    expect.objectContaining({
      excerpt: expect.stringMatching(/^1 \| a: 1\n {4}\^\nalso .*:2:1: unknown field "b"\n.*and \d+ more$/s),
    }),
  );
});

test('each of several mistakes has its own choices', () => {
  const text = edited('seed: 2016', 'sead: 2016', edited('batch: 8', 'bacth: 8', edited('falling', 'faling')));
  const lines = refusedExcerpt(text).split('\n');
  expect(lines).toContainEqual(expect.stringMatching(/^also .*unknown field "sead"$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}hint: did you mean "seed"\? there are /));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}hint: did you mean "falling"\? there are falling, rising$/));
});

test('a long line is shown around the caret', () => {
  const names = Array.from({ length: 100 }, (_, index) => `name-${index}`).join(', ');
  const { at } = refused(edited('{ classes: 3', `{ classes: [${names}, name-7]`));
  expect(at).toBe('name-7], images: 20 }');
});

test('a refusal says no control characters from the file', () => {
  expect(() => parseText(folder, 'seed: "\u001b[31m\u0007"')).toThrow(
    expect.objectContaining({ excerpt: expect.not.stringMatching(/[^\P{Cc}\n]/u) }),
  );
});
