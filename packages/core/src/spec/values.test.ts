import { expect, test } from 'vitest';
import { edited, loadText } from '../testing/experiments.js';
import { refusalOf } from '../testing/refusals.js';

/** What is written, instead of what; where the caret is; what is said; what is offered. */
type Row = readonly [what: string, from: string, to: string, at: string, said: string, hint?: string];
const claim = (id: string) => `  - { id: ${id}, statement: x, origin: ours, margin: 1, over: size, test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } } }\n`; // prettier-ignore
const rows: readonly Row[] = [
  ['a class twice', 'source: 3', 'source: [Bag, Coat, Bag]', 'Bag]', 'the class "Bag" is listed twice'],
  ['a class in two groups', 'source: 3, target: 2', 'source: [Bag, Coat], target: [Shirt, Coat]', 'Coat] }', 'the class "Coat" is listed twice', 'groups are disjoint'],
  ['one class in two spellings', 'source: 3', 'source: [k\u00e4se, ka\u0308se, Bag]', 'ka\u0308se', 'the class "k\u00e4se" is listed twice'],
  ['a class that is no text', 'source: 3', 'source: [Bag, 7]', '7]', 'classes.source.1 cannot be 7: the name of a class is expected'],
  ['no class', 'source: 3', 'source: 0', '0, target', 'classes.source cannot be 0: a whole number from 1 is expected'],
  ['an empty list of classes', 'source: 3', 'source: []', '[]', 'classes.source cannot be a list: a list of at least one class is expected'],
  ['a fraction', 'seed: 2016', 'seed: 20.16', '20.16', 'seed cannot be 20.16: a whole number from 0 to 2147483647 is expected'],
  ['a huge number', 'seed: 2016', 'seed: 99999999999999999999', '9999999999', 'seed cannot be 100000000000000000000'],
  ['a number where text belongs', 'title: An example', 'title: 1.10', '1.10', 'title cannot be 1.1: text is expected'],
  ['a name that is no name', 'name: example', 'name: My Example', 'My Example', 'name cannot be "My Example": small letters, digits and - is expected'],
  ['too little', 'validation: { perClass: 4 }', 'validation: { perClass: -4 }', '-4', 'validation.perClass cannot be -4'],
  ['a word for a number', 'validation: { perClass: 4 }', 'validation: { perClass: four }', 'four', 'perClass cannot be "four": a whole number from 1, or { atMost: n } is expected'],
  ['an amount that is not exact', 'perClass: 20', 'perClass: 9007199254740993', '9007199254740993', 'learn.perClass cannot be'],
  ['infinity among options', 'plugin: fashionmnist', 'plugin: x, options: { a: [1, 1e999] }', '1e999', 'Infinity is not a finite number'],
  ['a misspelt choice', 'direction: falling', 'direction: faling', 'faling', 'cannot be "faling": rising or falling is expected'],
  ['a misspelt kind', '{ trend:', '{ trends:', 'trends:', 'has no field "trends"', 'did you mean "trend"?'],
  ['an origin of its own', 'origin: ours', 'origin: mine', 'mine', 'stated, inferred or ours is expected'],
  ['a margin of nothing', 'margin: 1', 'margin: 0', '0', 'margin cannot be 0: a number above 0 is expected'],
  ['an alpha beyond use', 'margin: 1', 'margin: 1\n    alpha: 0.7', '0.7', 'alpha cannot be 0.7: a number above 0, below 0.5 is expected'],
  ['a claim twice', 'claims:\n', `claims:\n${claim('C1')}`, 'C1', 'there are two claims "C1"'],
  ['a list for a component', 'schedule: cosine', 'schedule: [cosine]', '[cosine]', 'a list is no schedule', 'write NAME, or NAME: { OPTION: VALUE }; there are constant'],
  ['a component of another kind', 'schedule: cosine', 'schedule: sgd', 'sgd', 'there is no schedule "sgd"', 'there are constant, cosine'],
  ['no evaluations', 'schedule: cosine', 'schedule: cosine\n  evaluations: 0', '0', 'evaluations cannot be 0: a whole number from 1 is expected'],
  ['a field too many', 'replicates: 2', 'replicates: { first: 1, count: 2, step: 3 }', 'step: 3', 'replicates has no field "step"', 'there are first, count'],
  ['no replicates', 'replicates: 2', 'replicates: 0', '0', 'replicates cannot be 0: a whole number from 1 to 1000000 is expected'],
  ['replicates in a word', 'replicates: 2', 'replicates: many', 'many', 'replicates cannot be "many": a whole number from 1 to 1000000, or { first, count } is expected'],
  ['replicates of a search that do not say which', 'claims:', 'search: { values: { rate: [1, 2] }, replicates: 3, by: validation.accuracy }\nclaims:', '3, by', 'search.replicates cannot be 3: { first, count } is expected'],
  ['a list where a mapping belongs', 'seed: 2016', 'seed: 2016\ncitation: [a]', '[a]', 'citation cannot be a list: a mapping is expected'],
  ['a table for no level', '5: 20, 10: 30', 'five: 20, 10: 30', '{ $by: size', 'the table has no entry for size 5', 'it has five, 10'],
  ['a deviation of 0', 'std: [0.25]', 'std: [0]', '0]', 'input.std.0 cannot be 0: a number above 0 is expected'],
  ['more units than there are', 'weights: source, stages.target.learningRate', 'weights: { from: source, layers: 9 }, stages.target.learningRate', '9 }', 'weights.layers cannot be 9: the network has 4 units', 'a number from 0 to 4'],
]; // prettier-ignore

test.each(rows)('%s is refused where it is written', (_, from = '', to = '', at = '', said = '', hint = '') => {
  const refusal = refusalOf(() => loadText(edited(from, to)));
  expect(refusal.message).toContain(said);
  expect(refusal.at.slice(0, at.length)).toBe(at);
  expect(refusal.hint).toContain(hint);
  expect(refusal.file).toMatch(/experiment\.yaml$/);
});
