import { describe, expect, it } from 'vitest';
import { bytes, count, duration, list, percent, roughly } from './words.js';

describe('duration', () => {
  it.each([
    [-1, '0 s'],
    [0, '0 s'],
    [0.44, '0.4 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [200, '3 min 20 s'],
    [3599.7, '1 h 0 min'],
    [7500, '2 h 5 min'],
    [7199, '2 h 0 min'],
    [360_000, '100 h 0 min'],
  ])('of %d seconds is %s', (seconds, words) => expect(duration(seconds)).toBe(words));
});

it('an estimate of almost nothing is no number', () => {
  expect([roughly(0), roughly(4.9), roughly(5), roughly(200)]).toEqual(['a few seconds', 'a few seconds', 'about 5 s', 'about 3 min 20 s']); // prettier-ignore
});

it('counts one in the singular, and groups thousands', () => {
  expect([0, 1, 2, 1050].map((number) => count(number, 'run'))).toEqual(['0 runs', '1 run', '2 runs', '1,050 runs']);
  expect(count(2, 'search', 'searches')).toBe('2 searches');
});

it('bytes are in powers of 1000, with two digits', () => {
  expect([0, 999, 1000, 1_540_000, 12e9, 5e15].map(bytes)).toEqual(['0 B', '999 B', '1.0 kB', '1.5 MB', '12 GB', '5000 TB']); // prettier-ignore
});

it('percentages have one decimal, unless told otherwise', () => {
  expect([percent(81.25), percent(5, 0)]).toEqual(['81.3 %', '5 %']);
});

it('lists have a word before the last', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => list(items))).toEqual(['', 'a', 'a and b', 'a, b and c']); // prettier-ignore
  expect(list(['a', 'b'], 'or')).toBe('a or b');
});
