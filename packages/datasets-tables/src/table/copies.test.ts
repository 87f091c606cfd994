import { expect, test } from 'vitest';
import { NumberColumn } from './columns.js';
import { copiesIn } from './copies.js';

const columnOf = (numbers: readonly number[]) => {
  const column = new NumberColumn();
  for (const number of numbers) column.add(number);
  return column;
};

test('equal rows are counted, also of which another part has a copy', () => {
  // Rows 0, 2 and 5 are equal, and 1 and 4; 3 differs in its second number.
  const columns = [columnOf([1, 2, 1, 1, 2, 1]), columnOf([7, 8, 7, 9, 8, 7])];
  const parts = [0, 1, 1, 0, 2, 0];
  const { repeated, alsoInFirst } = copiesIn(columns, Uint32Array.of(0, 1, 2, 3, 4, 5), (row) => parts[row]!);
  expect(repeated).toBe(3);
  expect(alsoInFirst).toEqual([0, 1, 0]);
});

test('missing values are equal to each other and to no number', () => {
  const { repeated } = copiesIn([columnOf([NaN, 0, NaN])], Uint32Array.of(0, 1, 2), () => 0);
  expect(repeated).toBe(1);
});

test('many rows with few bits that differ are all told apart', () => {
  const rows = Uint32Array.from({ length: 20_000 }, (_, row) => row);
  const columns = [
    columnOf(Array.from(rows, (row) => row % 200)),
    columnOf(Array.from(rows, (row) => Math.floor(row / 200))),
  ];
  expect(copiesIn(columns, rows, () => 0).repeated).toBe(0);
});
