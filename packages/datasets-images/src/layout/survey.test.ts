import { describe, expect, it, test } from 'vitest';
import { namedFiles } from '../testing/index.js';
import type { ClassImages } from './layout.js';
import { surveyOf } from './survey.js';

const all = ['a1', 'a2', 'a3', 'b1', 'b2'];
const a = { name: 'a', train: ['a1', 'a2'], test: ['a3'] };
const b = { name: 'b', train: ['b1'], test: ['b2'] };
const survey = (classes: readonly ClassImages[], aside: readonly string[] = []) =>
  surveyOf({ ...namedFiles(all), aside }, { classes, known: [] });

test('an image that is named twice is counted once, and a note says so', () => {
  const { classes, notes } = survey([{ ...a, train: ['a1', 'a2', 'a1', 'a1'] }, b]);
  expect(classes).toEqual([a, b].map((each) => ({ ...each, validation: [] })));
  expect(notes).toEqual(['Named twice or more, counted once: 1 image (a1).']);
});

test('a name without end is cut short in a note', () => {
  const { notes } = survey([a, b, { name: 'n'.repeat(100_000), train: [], test: [] }]);
  expect(notes).toEqual([expect.stringMatching(/^Left out, without training or without test images: 1 of 3 classes \(n{200}…\)\.$/)]); // prettier-ignore
});

test.each([
  [
    'two classes',
    [{ ...a, train: ['a1', 'b1'] }, b],
    /set\/b1: is named as a training image of a and as a training image of b/,
  ],
  ['two parts', [{ ...a, test: ['a1'] }, b], /set\/a1: is named as a training image of a and as a test image of a/],
])('an image of %s is refused', (_, classes, message) => {
  expect(() => survey(classes)).toThrow(expect.objectContaining({ code: 'SB_DATA_LAYOUT', message: expect.stringMatching(message) })); // prettier-ignore
});

describe('parts that a set may lack', () => {
  const [train, test, validation] = [['a1', 'a2'], ['a3'], ['b2']];
  const lacking = { name: 'b', train: ['b1'] };

  it('without test images in any class, classes need none', () => {
    const { classes, parts, notes } = survey([{ name: 'a', train }, lacking], []);
    expect(parts).toEqual(['train']);
    expect(classes.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(notes).toEqual([expect.stringMatching(/^Ignored: 2 files/)]);
  });

  it('a class without test images is left out where others have some', () => {
    const { classes, parts, notes } = survey([
      { name: 'a', train, test },
      { ...lacking, test: [] },
    ]);
    expect(parts).toEqual(['train', 'test']);
    expect(classes.map(({ name }) => name)).toEqual(['a']);
    expect(notes).toContain('Left out, without training or without test images: 1 of 2 classes (b).');
  });

  it('a class without validation images stays, and is named', () => {
    const { classes, notes } = survey([
      { name: 'a', train, validation: [] },
      { ...lacking, validation },
    ]);
    expect(classes).toEqual([
      { name: 'a', train, test: [], validation: [] },
      { name: 'b', train: ['b1'], test: [], validation },
    ]);
    expect(notes).toContain('Without validation images: 1 of 2 classes (a).');
  });
});

test('classes whose names differ only in case are named', () => {
  expect(
    survey([
      { ...a, name: 'Rose' },
      { ...b, name: 'rose' },
    ]).notes,
  ).toEqual(['Classes whose names differ only in case, and which are one folder on some systems: Rose and rose.']);
});

test('what was left alone is counted and named', () => {
  expect(survey([a, b], ['.git/', 'a/@eaDir/']).notes).toEqual([
    'Ignored, hidden or left by programs: 2 files and folders (.git/, a/@eaDir/).',
  ]);
});
