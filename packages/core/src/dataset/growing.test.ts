import { expect, test } from 'vitest';
import { Growing } from './growing.js';

test('every number is where it was added', () => {
  const numbers = new Growing(Uint32Array);
  for (let number = 0; number < 200_000; number++) numbers.add(number * 3);
  expect(numbers.length).toBe(200_000);
  const wrong = Array.from({ length: 200_000 }, (_, at) => at).filter((at) => numbers.at(at) !== at * 3);
  expect(wrong).toEqual([]);
  expect(numbers.values).toEqual(Uint32Array.from({ length: 200_000 }, (_, at) => at * 3));
});
