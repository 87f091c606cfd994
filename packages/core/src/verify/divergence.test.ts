import { expect, it } from 'vitest';
import { firstDifference, firstOtherLoss, tensorDifference } from './divergence.js';

const values = (...numbers: number[]) => Float32Array.from(numbers);

it('tensors are compared by their bits', () => {
  expect(tensorDifference(values(1, NaN, 3), values(1, NaN, 3))).toBeNull();
  expect(tensorDifference(values(0), values(-0))).toMatchObject({ differing: 1, first: 0, largest: 0 });
  const difference = tensorDifference(values(1, -4, 3, 2), values(1, -4, 2, 2.5));
  expect(difference).toEqual({ values: 4, differing: 2, first: 2, largest: 1, relative: 0.25 });
});

it('integers, read as float32, are compared by their bits too', () => {
  const [a, b] = [Int32Array.from([1, 2, 3]), Int32Array.from([1, 7, 3])].map((list) => new Float32Array(list.buffer));
  expect(tensorDifference(a!, b!)).toMatchObject({ differing: 1, first: 1 });
});

it('the first difference of two lists', () => {
  expect(firstDifference(['a', 'b'], ['a', 'b'])).toBe(-1);
  expect(firstDifference(['a', 'b'], ['a', 'c'])).toBe(1);
  expect(firstDifference(['a'], ['a', 'b'])).toBe(1);
  expect(firstDifference(['a', 'b'], ['a'])).toBe(1);
});

it('the first loss that differs is found among the steps that both have', () => {
  // 1, -2.5; 1, -2.5000002.
  const [losses, other] = ['AACAPwAAIMA=', 'AACAPwEAIMA='];
  expect(firstOtherLoss(losses, losses)).toBeNull();
  expect(firstOtherLoss(losses, other)).toBe(2);
  expect(firstOtherLoss(other, 'AAAAPwEAIMA=')).toBe(1);
  expect(firstOtherLoss(losses, 'AACAPw==')).toBeNull();
});
