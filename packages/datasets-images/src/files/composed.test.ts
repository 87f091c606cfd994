import { expect, test } from 'vitest';
import { namedFiles } from '../testing/index.js';
import { composed } from './composed.js';

const one = 'k\u00e4se';
const two = 'ka\u0308se';

test('decomposed names become composed ones, and the files are found by them', () => {
  const given = { ...namedFiles([`${two}/1.jpg`, 'b.jpg']), aside: [`.${two}`] };
  const files = composed({ ...given, digest: (name) => `of ${name}` });
  expect(files.names).toEqual(['b.jpg', `${one}/1.jpg`]);
  expect(files.aside).toEqual([`.${one}`]);
  expect(files.has(`${one}/1.jpg`)).toBe(true);
  expect(files.digest(`${one}/1.jpg`)).toBe(`of ${two}/1.jpg`);
});

test('composed names stay as they are', () => {
  const files = namedFiles([`${one}/1.jpg`]);
  expect(composed(files)).toBe(files);
});

test('the two spellings in two parts are one class', () => {
  expect(composed(namedFiles([`train/${one}/1.jpg`, `test/${two}/1.jpg`])).names).toEqual([`test/${one}/1.jpg`, `train/${one}/1.jpg`]); // prettier-ignore
});

test.each([
  ['two folders', [`train/${one}/1.jpg`, `train/${two}/2.jpg`], 'train'],
  ['two files', [`${one}.jpg`, `${two}.jpg`], 'set'],
])('%s that would become one are refused', (_, names, where) => {
  expect(() => composed(namedFiles(names))).toThrow(
    expect.objectContaining({ code: 'SB_DATA_LAYOUT', message: expect.stringContaining(`${where}/${one}`) }),
  );
});
