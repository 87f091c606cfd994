import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { folderFiles, listFolder } from '../files/folder.js';
import { namedFiles, writeFolder } from '../testing/index.js';
import { classFolders } from './class-folders.js';
import { seenIn } from './seen-in.js';
import { surveyOf } from './survey.js';

const classes = ['daisy', 'iris', 'rose'];
/** Images of every class below a folder. */
const images = (folder: string, number = 5, of = classes) =>
  of.flatMap((name) => Array.from({ length: number }, (_, item) => `${folder}${name}/${item}.jpg`));
const survey = (names: readonly string[]) => {
  const files = namedFiles(names);
  return surveyOf(files, classFolders(files));
};
const countsOf = (names: readonly string[]) =>
  Object.fromEntries(survey(names).classes.map(({ name, train, test }) => [name, [train.length, test.length]]));
const each = (train: number, test: number) => Object.fromEntries(classes.map((name) => [name, [train, test]]));
const folder = fs.mkdtempSync(join(tmpdir(), 'seedbed-classes-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
/** Files of these names that begin as is said. */
const withContent = (names: readonly string[], contentOf: (name: string) => string) => {
  const place = fs.mkdtempSync(join(folder, 'set-'));
  const contents = Object.fromEntries(names.map((name) => [name, Buffer.from(contentOf(name), 'latin1')]));
  return folderFiles(place, listFolder(writeFolder(place, contents)));
};
const refusal = (message: RegExp) =>
  expect.objectContaining({ code: 'SB_DATA_LAYOUT', message: expect.stringMatching(message) });

test('without parts the last fifth of each class by name is the test set, and a note says so', () => {
  expect(countsOf(images(''))).toEqual(each(4, 1));
  expect(survey(images('')).notes).toEqual([expect.stringMatching(/^There are no test folders/)]);
});

test.each([
  ['train', 'test'],
  ['Training', 'Testing'],
  ['TRAIN', 'TEST'],
  ['training_set', 'test_set'],
  ['TrainSet', 'TestSet'],
  ['trainset', 'testset'],
  ['train', 'eval'],
  ['train', 'val'],
  ['seg_train', 'seg_test'],
  ['seg_train/seg_train', 'seg_test/seg_test'],
  ['trn', 'tst'],
  ['train_images', 'validation images'],
  ['flowers-train', 'flowers-test'],
  ['train2017', 'val2017'],
  ['01_train', '02_test'],
  ['data/flowers/train', 'data/flowers/test'],
  ['train/images', 'test/images'],
])('%s and %s are the parts', (train, test) => {
  expect(countsOf([...images(`${train}/`), ...images(`${test}/`, 2)])).toEqual(each(5, 2));
});

test('with a test set the validation set is not used, and a note says so', () => {
  const names = [...images('train/'), ...images('Val/', 3), ...images('test/', 2)];
  expect(countsOf(names)).toEqual(each(5, 2));
  expect(survey(names).notes).toEqual([expect.stringMatching(/^Not used: 9 images of Val, since the test set is/)]);
});

test('without a test set validation is measured, and a note says so', () => {
  expect(survey([...images('train/'), ...images('valid/', 3)]).notes).toEqual(['The folder valid is the test set.']);
});

test('test images in no folders of classes are not used where validation can be measured', () => {
  const names = [...images('train/'), ...images('val/', 2), 'test/1.jpg', 'test/2.jpg'];
  expect(countsOf(names)).toEqual(each(5, 2));
  expect(survey(names).notes).toContain('Not used: 2 images of test, which are not in folders of the classes.');
});

test('beside train and test another folder is not used', () => {
  expect(countsOf([...images('train/'), ...images('test/', 2), 'pred/1.jpg'])).toEqual(each(5, 2));
  expect(countsOf([...images('train/'), ...images('test/', 2), 'figures/1.jpg'])).toEqual(each(5, 2));
});

describe('names that are also those of parts', () => {
  test.each([
    [['bus', 'car', 'train']],
    [['train', 'tram']],
    [['bus_station', 'train_station']],
    [['en', 'te', 'tr']],
    [['development', 'sales', 'training']],
  ])('%j are classes', (names) => {
    expect(survey(images('', 5, names)).classes.map(({ name }) => name)).toEqual(names);
  });
});

describe('it is refused where', () => {
  test.each([
    ['parts are divided by class', ['trainA', 'trainB', 'testA', 'testB'], /A and \w+B look like the same part/],
    ['parts are those of two sets', ['trainA', 'testB'], /testB, trainA look like parts of a set/],
    ['two folders are the same part', ['train', 'training', 'test'], /train and training look like the same part/],
    ['there are no training images', ['test', 'val'], /test, val look like parts/],
  ])('%s', (_, folders, message) => {
    expect(() => survey(folders.flatMap((folder) => images(`${folder}/`)))).toThrow(refusal(message));
  });

  test.each([
    ['aaa', 'bbb'],
    ['color', 'grayscale', 'segmented'],
    ['2019', '2020'],
  ])('folders of names that nobody knows hold the same folders', (...folders) => {
    const names = folders.flatMap((folder) => images(`${folder}/`));
    expect(() => survey(names)).toThrow(refusal(/aaa|color|2019.* hold the same folders \(daisy, iris, rose\)/));
  });

  test('one of two such folders has fewer classes', () => {
    expect(() => survey([...images('aaa/'), ...images('bbb/', 5, ['daisy', 'iris'])])).toThrow(refusal(/aaa, bbb hold/)); // prettier-ignore
  });

  test('every class is divided into parts', () => {
    const names = classes.flatMap((name) => [`${name}/train/1.jpg`, `${name}/train/2.jpg`, `${name}/test/3.jpg`]);
    expect(() => survey(names)).toThrow(refusal(/hold the same folders \(test, train\)/));
  });

  test('no test image has a class', () => {
    expect(() => survey([...images('train/'), 'test/1.jpg'])).toThrow(refusal(/no test images .* of train: 1 in test/));
  });
});

test('folders within the folder of a class belong to it', () => {
  expect(countsOf([...images('cat/', 5, ['indoor', 'outdoor']), ...images('', 10, ['cow'])])).toEqual({ cat: [8, 2], cow: [8, 2] }); // prettier-ignore
  const names = ['cat/indoor/1.jpg', 'cat/outdoor/2.jpg', 'cow/images/1.jpg', 'cow/images/2.jpg'];
  expect(countsOf(names)).toEqual({ cat: [1, 1], cow: [1, 1] });
  expect(countsOf(images('', 5).map((name) => name.replace('/', '/images/')))).toEqual(each(4, 1));
});

describe('the folder of the set is found', () => {
  const names = images('flowers/');
  test.each([
    ['beside a text', ['README.txt']],
    ['beside a picture', ['cover.jpg']],
    ['with a picture in it', ['flowers/cover.jpg']],
    ['beside a text, two folders down', [], 'down/loads/'],
  ])('%s', (_, beside, above = '') => {
    expect(countsOf([...names, ...beside].map((name) => above + name))).toEqual(each(4, 1));
  });

  test('a folder with a few pictures beside it makes it unclear, and is named', () => {
    expect(() => survey([...names, 'docs/1.jpg', 'docs/2.jpg'])).toThrow(
      refusal(/flowers holds folders of pictures \(daisy, iris, rose\), and beside it are a few pictures in docs/),
    );
  });

  test('what lies beside it is named', () => {
    expect(survey([...names, 'README.txt']).notes).toContain(
      'Ignored: 1 file that the set does not name (README.txt).',
    );
  });
});

test('where no classes are found it is said where pictures were seen', () => {
  expect(seenIn(namedFiles(['a/1.jpg', 'a/2.jpg', '3.jpg', 'b.txt']))).toBe(
    'Pictures are in the folder itself (1), a (2).',
  );
  expect(seenIn(namedFiles(['a.txt']))).toBe('There are no pictures in it.');
});

describe('a folder beside the classes that holds no picture is named', () => {
  test.each([
    ['an empty one', '', [], ['tulip/']],
    ['one of other files', '', ['tulip/1.txt'], []],
    ['one of empty folders', '', [], ['tulip/a/', 'tulip/b/']],
    ['an empty one in a folder of the set', 'flowers/', [], ['flowers/tulip/']],
  ])('%s', (_, above, others, empty) => {
    const files = withContent([...images(above), ...others], () => 'text');
    const { classes: found, notes } = surveyOf(files, classFolders({ ...files, empty }));
    expect(found.map(({ name }) => name)).toEqual(classes);
    expect(notes).toContain(`No class, without a picture: 1 folder (${above}tulip).`);
  });

  test('an empty one of training', () => {
    const files = { ...namedFiles([...images('train/'), ...images('test/')]), empty: ['test/tulip/', 'train/tulip/'] };
    expect(surveyOf(files, classFolders(files)).notes).toEqual(['No class, without a picture: 1 folder (train/tulip).']); // prettier-ignore
  });
});

describe('without endings of pictures', () => {
  const renamed = (names: readonly string[], ending: string) => names.map((name) => name.replace('.jpg', ending));

  test.each(['.jpg_large', ''])('files that end with "%s" are pictures by their content', (ending) => {
    const names = renamed([...images('train/'), ...images('test/', 2)], ending);
    const files = withContent(names, () => '\xff\xd8\xff\xe0');
    expect(surveyOf(files, classFolders(files)).classes.map(({ train, test }) => [train.length, test.length])).toEqual([[5, 2], [5, 2], [5, 2]]); // prettier-ignore
    expect(seenIn(files)).toMatch(/^Pictures are in test\/daisy \(2\)/);
  });

  test('one class alone keeps its place; documents are no pictures', () => {
    const names = [
      ...images('', 5, ['iris', 'rose']),
      ...renamed(images('', 5, ['daisy']), '.jpg_large'),
      'notes/a.txt',
      'notes/b',
    ];
    const files = withContent(names, (name) => (name.startsWith('daisy') ? '\xff\xd8\xff\xe0' : name === 'notes/b' ? '%PDF-1.4' : 'BMW is a car maker.')); // prettier-ignore
    const { classes: found, notes } = surveyOf(files, classFolders(files));
    expect(found.map(({ name }) => name)).toEqual(classes);
    expect(notes).toContain('No class, without a picture: 1 folder (notes).');
  });
});
