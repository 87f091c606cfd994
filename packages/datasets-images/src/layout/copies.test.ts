import type { Part } from '@seedbed/core';
import { expect, test } from 'vitest';
import { copyNotes, type Digested } from './copies.js';

const image = (part: Part, classIndex: number, digest: string): Digested => ({
  part,
  classIndex,
  digest,
  name: `${part}/${classIndex}/${digest}`,
});
const others = [image('train', 0, 'x'), image('test', 0, 'y')];

test('without copies there is nothing to say', () => {
  expect(copyNotes(others)).toEqual([]);
});

test('a test image that is a training image is named', () => {
  const copy = { ...image('test', 1, 'z'), name: 'copy' };
  expect(copyNotes([...others, image('train', 1, 'z'), copy])).toEqual([
    'Test images identical to a training image: 1 of 2 (copy is train/1/z).',
  ]);
});

test('validation images that are training or test images are named', () => {
  const both = ['train', 'test', 'validation'].map((part) => image(part as Part, 0, 'z'));
  expect(copyNotes([...others, ...both])).toEqual([
    'Test images identical to a training image: 1 of 2 (test/0/z is train/0/z).',
    'Validation images identical to a training image: 1 of 1 (validation/0/z is train/0/z).',
    'Test images identical to a validation image: 1 of 2 (test/0/z is validation/0/z).',
  ]);
});

test('an image of two classes is named', () => {
  expect(copyNotes([...others, image('train', 1, 'x')])).toEqual([
    'Images identical to one of another class: 1 (train/1/x is train/0/x).',
  ]);
});

test('copies within a class and part are counted, with the first examples', () => {
  const copies = [1, 2, 3, 4].map((number) => ({ ...image('train', 0, 'x'), name: `copy ${number}` }));
  expect(copyNotes([...others, ...copies])).toEqual([
    'Images identical to another one of their class and part: 4 (copy 1 is train/0/x, copy 2 is train/0/x, copy 3 is train/0/x and 1 more).',
  ]);
});

test('a copy in another class and part is both', () => {
  expect(copyNotes([image('train', 0, 'x'), image('test', 1, 'x')])).toHaveLength(2);
});
