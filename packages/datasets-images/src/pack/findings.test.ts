import type { SeedbedError } from '@seedbed/core';
import { expect, test } from 'vitest';
import type { ImageShape } from '../decode/shape.js';
import type { Fact } from '../decode/task.js';
import { Findings } from './findings.js';

const shape: ImageShape = { height: 8, width: 8, channels: 3 };
const whole: Fact = { width: 8, height: 8, remarks: [] };
const findingsOf = (facts: readonly Partial<Fact>[], channels: 1 | 3 = 3) => {
  const findings = new Findings({ ...shape, channels });
  facts.forEach((fact, index) => findings.add({ ...whole, ...fact }, `${index}.jpg`, () => `/set/${index}.jpg`));
  return findings;
};
const refusalOf = (facts: readonly Partial<Fact>[]): SeedbedError => {
  try {
    findingsOf(facts).refuseDamaged(1, false);
  } catch (error) {
    return error as SeedbedError;
  }
  return expect.fail('nothing was refused');
};

test('pictures without anything to say have no note', () => expect(findingsOf([{}, {}]).notes()).toEqual([]));

test('every remark is counted in a note', () => {
  const notes = findingsOf([
    { remarks: ['turned', 'grey'] },
    { remarks: ['turned'] },
    { remarks: ['transparent'] },
    { width: 9 },
  ]).notes();
  expect(notes).toEqual([
    'Widened to three channels: 1 grey image.',
    'Laid on white where they are transparent: 1 image.',
    'Packed as they lie, though an orientation tag (EXIF) asks for a rotation: 2 images.',
    expect.stringContaining('Resized to 8 x 8, centre crop to the shape'),
  ]);
});

test('where grey is wanted, colours are what is counted', () => {
  expect(findingsOf([{ remarks: ['grey'] }, { remarks: ['turned'] }, {}], 1).notes()).toEqual([
    expect.stringMatching(/^Packed as they lie/),
    'Made grey (luma of ITU-R BT.601): 2 images.',
  ]);
});

test('harmless warnings are counted by what they are', () => {
  const notes = findingsOf([{ harmless: ['no end marker'] }, {}, { harmless: ['no end marker', 'other'] }]).notes();
  expect(notes).toEqual([
    'Taken although a decoder warns, since no pixel is concerned: 2 images (2 with no end marker, 1 with other; 0.jpg, 2.jpg).', // prettier-ignore
  ]);
});

test('images that are left out are named', () => {
  expect(findingsOf([{}, { damage: 'cut short' }]).notes()).toEqual(['Left out as damaged: 1 image (1.jpg).']);
});

test('the message names ten damaged images, the list all', () => {
  const error = refusalOf(Array.from({ length: 25 }, () => ({ damage: 'cut short' })));
  expect(error).toMatchObject({ code: 'SB_DATA_IMAGE', exitCode: 1 });
  expect(error.message).toMatch(/^\/set\/0\.jpg: cannot be decoded, cut short; and also \/set\/1\.jpg .*, 15 more \(--json lists all\)$/); // prettier-ignore
  expect(error.list).toHaveLength(25);
  expect(error.list?.at(-1)).toBe('/set/24.jpg: cut short');
  expect(error.hint).toMatch(/^Get the images again\./);
});

test('kinds that are not read are named in the way out', () => {
  const hint = refusalOf([{ damage: 'it is a file of kind TIFF', kind: 'TIFF' }, { damage: 'cut short' }]).hint;
  expect(hint).toMatch(/^JPEG, PNG, WebP, BMP and GIF are read: convert the others \(TIFF\) to PNG\./);
});
