import { describe, expect, it } from 'vitest';
import { count, duration, roughly, table } from './words.js';

describe('duration', () => {
  it.each([
    [-1, '0 s'],
    [0.4, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [200, '3 min 20 s'],
    [3599.7, '1 h 0 min'],
    [7500, '2 h 5 min'],
    [360_000, '100 h 0 min'],
  ])('of %d seconds is %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

it('an estimate of almost nothing is no number', () => {
  expect([roughly(0), roughly(4.9), roughly(5)]).toEqual(['a few seconds', 'a few seconds', 'about 5 s']);
});

it('counts one in the singular', () => {
  expect([0, 1, 2].map((number) => count(number, 'run'))).toEqual(['0 runs', '1 run', '2 runs']);
});

describe('table', () => {
  it('aligns words to the left, numbers to the right, and leaves no blanks at the end', () => {
    const rows = [['name', 'runs'], ['a', 5], ['longer', 12345], ['none']];
    expect(table(rows)).toBe('name    runs\na           5\nlonger  12345\nnone');
  });

  it('of nothing is empty', () => {
    expect(table([])).toBe('');
  });
});
