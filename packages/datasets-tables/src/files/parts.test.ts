import { expect, test } from 'vitest';
import { inParts, partNamed } from './parts.js';

const found = (...names: string[]) => {
  const parted = inParts(names);
  return typeof parted === 'string' ? parted : Object.fromEntries(parted.parts);
};

test.each([
  [['table.csv'], { train: ['table.csv'] }],
  [['test.csv'], { train: ['test.csv'] }],
  [['train.csv', 'test.csv'], { train: ['train.csv'], test: ['test.csv'] }],
  [['my_train.csv', 'my_val.csv', 'my_test.csv.gz'], { train: ['my_train.csv'], test: ['my_test.csv.gz'], validation: ['my_val.csv'] }], // prettier-ignore
  [['train.csv', 'eval.csv'], { train: ['train.csv'], test: ['eval.csv'] }],
  [['train/rows.csv', 'test/rows.csv'], { train: ['train/rows.csv'], test: ['test/rows.csv'] }],
  [['d/train-00000-of-00002.parquet', 'd/train-00001-of-00002.parquet', 'd/test-00000-of-00001-0f3a.parquet'], { train: ['d/train-00000-of-00002.parquet', 'd/train-00001-of-00002.parquet'], test: ['d/test-00000-of-00001-0f3a.parquet'] }], // prettier-ignore
  [['train/10.parquet', 'train/9.parquet', 'test/0.parquet'], { train: ['train/9.parquet', 'train/10.parquet'], test: ['test/0.parquet'] }], // prettier-ignore
  [['a.csv', 'b.csv'], 'a, b may each be the set'],
  [['x/a.csv', 'x/b.csv'], 'a, b may each be the set'],
  [['train-00000-of-00003.csv', 'train-00001-of-00003.csv'], 'of train there are 2 files of 3'],
])('%j', (names, expected) => {
  expect(found(...names)).toEqual(expected);
});

test.each([
  ['train', 'train'],
  ['Training', 'train'],
  ['test', 'test'],
  ['eval', 'test'],
  ['val', 'validation'],
  ['DEV', 'validation'],
  ['1', undefined],
  ['fold1', undefined],
])('%s alone names %s', (word, part) => {
  expect(partNamed(word)).toBe(part);
});
