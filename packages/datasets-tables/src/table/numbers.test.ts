import { expect, test } from 'vitest';
import { isMissing, numberOf, truthOf } from './numbers.js';

test.each([
  ['0', 0],
  ['-0', 0],
  [' 12 ', 12],
  ['+1.5', 1.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1e3', 1000],
  ['-2.5E-1', -0.25],
  ['16777217', 16777216],
  ['0.1', Math.fround(0.1)],
  ['', NaN],
  ['   ', NaN],
  ['NA', NaN],
  ['nan', NaN],
  ['null', NaN],
  ['?', NaN],
  [null, NaN],
  [undefined, NaN],
  [NaN, NaN],
  [7n, 7],
  [2n ** 53n + 1n, 2 ** 53],
  ['1e-60', 0],
  ['inf', 'infinite'],
  ['-Infinity', 'infinite'],
  [Infinity, 'infinite'],
  ['1e39', 'large'],
  ['1e400', 'large'],
  ['3.5e38', 'large'],
  ['3.4028234e38', 3.4028234663852886e38],
  ['1,5', 'comma'],
  ['1.234,5', 'comma'],
  ['1,234.5', 'comma'],
  ['0x10', 'text'],
  ['1_000', 'text'],
  ['5 kg', 'text'],
  ['true', 'text'],
  ['2024-01-31', 'date'],
  ['2024-01-31T12:00:00Z', 'date'],
  ['31.01.2024', 'date'],
  ['1/2/24', 'date'],
  [new Uint8Array(1), 'bytes'],
  [[1], 'nested'],
  [{}, 'nested'],
])('a cell %s is %s', (cell, number) => {
  expect(numberOf(cell)).toBe(number);
});

test('zero has one sign, and nothing is taken for zero', () => {
  expect(Object.is(numberOf('-0'), 0)).toBe(true);
  expect(isMissing('0')).toBe(false);
});

test.each([
  ['True', 1],
  ['FALSE', 0],
  [true, 1],
  ['yes', undefined],
  ['1', undefined],
])('a truth %j is %s', (cell, truth) => {
  expect(truthOf(cell)).toBe(truth);
});
