import { expect, test } from 'vitest';
import { namedFiles } from '../testing/index.js';
import { folderParts } from './folder-parts.js';
import { surveyOf } from './survey.js';

const classes = ['daisy', 'iris', 'rose'];
/** Images of every class below a folder. */
const images = (folder: string, number = 5, of = classes) =>
  of.flatMap((name) => Array.from({ length: number }, (_, item) => `${folder}${name}/${item}.jpg`));
const survey = (names: readonly string[]) => {
  const files = namedFiles(names);
  return surveyOf(files, folderParts(files));
};
/** Training, test and validation images of the classes. */
const countsOf = (names: readonly string[]) =>
  survey(names).classes.map(({ name, train, test, validation }) => [
    name,
    train.length,
    test.length,
    validation.length,
  ]);
const each = (train: number, test: number, validation: number) => classes.map((name) => [name, train, test, validation]); // prettier-ignore
const noTest = expect.stringMatching(/^There are no folders of test images: .* test: \{ share: 0\.2 \}/);

test.each([
  ['train', 'valid', 'test'],
  ['Training', 'Validation', 'Testing'],
  ['train_set', 'dev_set', 'test_set'],
  ['seg_train/seg_train', 'seg_val/seg_val', 'seg_test/seg_test'],
  ['data/flowers/train', 'data/flowers/val', 'data/flowers/test'],
])('%s, %s and %s are the parts of the set', (train, valid, held) => {
  const names = [...images(`${train}/`), ...images(`${valid}/`, 3), ...images(`${held}/`, 2)];
  expect(countsOf(names)).toEqual(each(5, 2, 3));
  expect(survey(names).notes).toEqual([]);
});

test('without a test folder there is no test part, and validation is not measured instead', () => {
  const names = [...images('train/'), ...images('val/', 3)];
  expect(countsOf(names)).toEqual(each(5, 0, 3));
  expect(survey(names)).toMatchObject({ parts: ['train', 'validation'], notes: [noTest] });
});

test('without folders of parts all are training images', () => {
  expect(countsOf(images('flowers/'))).toEqual(each(5, 0, 0));
  expect(survey(images(''))).toMatchObject({ parts: ['train'], notes: [noTest] });
});

test('eval is the test set, unless there is another one', () => {
  const names = [...images('train/'), ...images('eval/', 2)];
  expect(countsOf(names)).toEqual(each(5, 2, 0));
  expect(survey(names).notes).toEqual(['The folder eval is the test set.']);
  const both = [...names, ...images('test/', 4)];
  expect(countsOf(both)).toEqual(each(5, 4, 0));
  expect(survey(both).notes).toEqual(['Not used: 6 images of eval, since the test set is what is measured.']);
});

test('test images in no folders of classes are not used', () => {
  const names = [...images('train/'), 'test/1.jpg', 'test/2.jpg'];
  expect(countsOf(names)).toEqual(each(5, 0, 0));
  expect(survey(names).notes).toEqual([noTest, 'Not used: 2 images of test, which are not in folders of the classes.']);
});

test('folders that may be parts and may be classes are refused', () => {
  for (const folders of [
    ['test', 'val'],
    ['aaa', 'bbb'],
    ['trainA', 'trainB', 'testA', 'testB'],
  ]) {
    const names = folders.flatMap((folder) => images(`${folder}/`));
    expect(() => survey(names)).toThrow(expect.objectContaining({ code: 'SB_DATA_LAYOUT' }));
  }
});
